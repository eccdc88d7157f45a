/// What makes a page more comfortable; without it everything is there, unfiltered.
///
/// Items are `.item` elements. A control with `data-filter="name"` (a select, or check boxes) keeps the items whose
/// `data-name` is one of the values chosen.
enum HTMLScript {
  static let text = #"""
    'use strict';
    (() => {
      const form = document.getElementById('filters');
      const all = [...document.querySelectorAll('.item')];
      const openTarget = () => {
        const id = decodeURIComponent(location.hash.slice(1));
        const target = id && document.getElementById(id);
        if (!target) return;
        const item = target.closest('.item');
        if (item && item.hidden && form) { form.reset(); apply(); }
        for (let at = target; at; at = at.parentElement) if (at.localName === 'details') at.open = true;
        const inside = target.querySelector('details');
        if (inside && item === target) inside.open = true;
        target.scrollIntoView();
      };
      let apply = () => {};
      if (form) {
        const texts = all.map((item) => item.textContent.toLowerCase());
        const search = form.querySelector('input[type=search]');
        const status = form.querySelector('output');
        const controls = [...form.querySelectorAll('[data-filter]')];
        const groups = [...document.querySelectorAll('.items')];
        const wanted = () => {
          const filters = new Map();
          for (const control of controls) {
            const name = control.dataset.filter;
            if (control.type === 'checkbox') {
              if (!filters.has(name)) filters.set(name, new Set());
              if (control.checked) filters.get(name).add(control.value);
            } else if (control.value) filters.set(name, new Set([control.value]));
          }
          return filters;
        };
        apply = () => {
          const filters = wanted();
          const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
          let shown = 0;
          all.forEach((item, index) => {
            let fits = words.every((word) => texts[index].includes(word));
            for (const [name, values] of filters) fits = fits && values.has(item.dataset[name]);
            item.hidden = !fits;
            if (fits) shown += 1;
          });
          for (const group of groups) group.hidden = !group.querySelector('.item:not([hidden])');
          status.textContent = shown + ' of ' + all.length + ' shown';
        };
        const fold = (open) => {
          for (const item of all) if (!item.hidden) for (const part of item.querySelectorAll(':scope > details')) part.open = open;
        };
        form.addEventListener('input', apply);
        form.addEventListener('submit', (event) => event.preventDefault());
        form.addEventListener('reset', () => setTimeout(apply));
        form.querySelector('.open').addEventListener('click', () => fold(true));
        form.querySelector('.close').addEventListener('click', () => fold(false));
        document.addEventListener('keydown', (event) => {
          const typing = /^(input|select|textarea)$/.test(event.target.localName);
          if (event.key !== '/' || typing || event.ctrlKey || event.altKey || event.metaKey) return;
          event.preventDefault();
          search.focus();
        });
        form.hidden = false;
        apply();
      }
      addEventListener('hashchange', openTarget);
      openTarget();
    })();

    """#
}
