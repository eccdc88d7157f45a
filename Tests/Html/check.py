"""Checks HTML reports in headless Chromium.

usage: check.py FOLDER [SCREENSHOTS]   FOLDER holds one-fault.html, hostile.html, unreachable.html, diagnosis.html
"""

import pathlib
import sys

from browser import Browser

folder = pathlib.Path(sys.argv[1]).resolve()
screenshots = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
failures = []

# Ratio of contrast (WCAG 2.2) of every text that can be seen, where it is below 4.5.
CONTRAST = """(() => {
  const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const light = ([r, g, b]) => { const f = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; };
    return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const under = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; }
    return [255, 255, 255, 1]; };
  const bad = [];
  for (const e of document.querySelectorAll('body *')) {
    if (!e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(e);
    const ink = parse(e.namespaceURI.endsWith('svg') ? style.fill : style.color);
    const [a, b] = [light(ink), light(under(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) bad.push(e.localName + '.' + (e.getAttribute('class') || '') + ' ' + ratio.toFixed(2));
  }
  return [...new Set(bad)].slice(0, 5);
})()"""

# What assistive technology needs: levels of headings without gap, unique ids, labels that exist, names for controls.
STRUCTURE = """(() => {
  const bad = [];
  let last = 0;
  for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const level = Number(h.localName[1]);
    if (level > last + 1) bad.push('heading skips a level: ' + h.textContent);
    last = level;
  }
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  if (new Set(ids).size !== ids.length) bad.push('an id comes twice');
  for (const e of document.querySelectorAll('[aria-labelledby]'))
    if (!document.getElementById(e.getAttribute('aria-labelledby'))) bad.push('label missing: ' + e.getAttribute('aria-labelledby'));
  for (const e of document.querySelectorAll('input, select')) if (!e.labels.length) bad.push('control without label');
  for (const e of document.querySelectorAll('svg')) if (!e.getAttribute('aria-label')) bad.push('picture without name');
  for (const e of document.querySelectorAll('a[href^="#"]'))
    if (!document.getElementById(decodeURIComponent(e.getAttribute('href').slice(1)))) bad.push('dead link ' + e.getAttribute('href'));
  if (document.documentElement.lang !== 'en') bad.push('no language');
  return [...new Set(bad)].slice(0, 5);
})()"""

# Elements and attributes that no report has.
FOREIGN = """(() => {
  const bad = [...document.querySelectorAll('img, iframe, object, embed, link, base, audio, video, svg script, meta[http-equiv=refresh]')]
    .map((e) => e.localName);
  if (document.scripts.length !== 1) bad.push(document.scripts.length + ' scripts');
  for (const e of document.querySelectorAll('*')) for (const a of e.attributes)
    if (a.name.startsWith('on') || a.name === 'style' || a.name === 'src' || /^\\s*javascript:/i.test(a.value)) bad.push(a.name);
  if (document.title.includes('pwned')) bad.push('title');
  return bad;
})()"""

SHOWN = "document.querySelectorAll('.item:not([hidden])').length"


def expect(name, found, wanted):
    if found != wanted:
        failures.append(f"{name}: expected {wanted!r}, found {found!r}")


def everywhere(browser, name):
    address = (folder / f"{name}.html").as_uri()
    browser.open(address)
    expect(f"{name}: console and network", browser.complaints(), [])
    expect(f"{name}: structure", browser.js(STRUCTURE), [])
    expect(f"{name}: foreign elements", browser.js(FOREIGN), [])
    browser.js("document.querySelectorAll('details').forEach((part, index) => { if (index < 60) part.open = true; })")
    for scheme in ["light", "dark"]:
        browser.scheme(scheme)
        expect(f"{name}: contrast, {scheme}", browser.js(CONTRAST), [])
    browser.scheme("light")
    expect(f"{name}: wider than the screen", browser.js("document.documentElement.scrollWidth > innerWidth"), False)


def filters(browser):
    browser.open((folder / "one-fault.html").as_uri())
    everything = browser.js(SHOWN)
    if everything < 50:
        failures.append(f"one-fault: only {everything} checks")
    change = "document.getElementById('filters').dispatchEvent(new Event('input', {bubbles: true}))"
    tick = "document.querySelectorAll('#filters input[type=checkbox]').forEach((box) => { box.checked = %s; })"
    browser.js((tick % "box.value === 'fail'") + ";" + change)
    expect("filter by verdict", browser.js(SHOWN), 1)
    expect("status", browser.js("document.querySelector('output').textContent"), f"1 of {everything} shown")
    browser.js((tick % "true") + ";document.querySelector('select[data-filter=suite]').selectedIndex = 1;" + change)
    suite = browser.js("document.querySelector('select[data-filter=suite]').value")
    of_suite = browser.js(f"document.querySelectorAll('.item[data-suite=\"{suite}\"]').length")
    expect("filter by suite", browser.js(SHOWN), of_suite)
    browser.js("document.querySelector('select[data-filter=level]').value = 'SECURITY';" + change)
    expect("filters together", browser.js(SHOWN) < of_suite, True)
    browser.js("document.querySelector('#filters button[type=reset]').click()")
    browser.js("new Promise((done) => setTimeout(done, 50))")
    expect("reset", browser.js(SHOWN), everything)
    browser.press("/", "Slash", "/")
    expect("'/' goes to the search", browser.js("document.activeElement.type"), "search")
    browser.call("Input.insertText", text="nonce fresh")
    found = browser.js(SHOWN)
    expect("search narrows down", 0 < found < everything, True)
    browser.js("location.hash = document.querySelector('.causes a').getAttribute('href')")
    browser.js("new Promise((done) => setTimeout(done, 50))")
    expect("a link opens its check", browser.js("document.querySelector(':target details').open"), True)
    browser.js("document.querySelector(':target details').open = false; document.querySelector(':target summary').focus()")
    browser.press("Enter", "Enter", "\r")
    expect("Enter opens a check", browser.js("document.querySelector(':target details').open"), True)
    expect("picture of the sequence", browser.js("document.querySelectorAll(':target svg').length"), 1)
    expect("annotated octets", browser.js("document.querySelector(':target .bytes').textContent.includes('OCTET STRING')"), True)
    expect("console and network, in use", browser.complaints(), [])


def without_script(browser):
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open((folder / "one-fault.html").as_uri())
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    expect("without script, filters", browser.js("document.getElementById('filters').checkVisibility()"), False)
    expect("without script, checks", browser.js("document.querySelectorAll('.item').length === " + SHOWN), True)


def pictures(browser):
    screenshots.mkdir(parents=True, exist_ok=True)
    for name in ["one-fault", "diagnosis", "hostile", "unreachable"]:
        browser.open((folder / f"{name}.html").as_uri())
        for scheme in ["light", "dark"]:
            browser.scheme(scheme)
            browser.js("scrollTo(0, 0)")
            browser.screenshot(screenshots / f"{name}-{scheme}-top.png")
            browser.js("{ const link = document.querySelector('.causes a, .item'); if (link && link.href) location.hash = link.hash; }")
            browser.js("new Promise((done) => setTimeout(done, 100))")
            browser.screenshot(screenshots / f"{name}-{scheme}-check.png")


browser = Browser()
try:
    browser.call("Emulation.setDeviceMetricsOverride", width=1200, height=1000, deviceScaleFactor=1, mobile=False)
    for name in ["one-fault", "hostile", "unreachable", "diagnosis"]:
        everywhere(browser, name)
    expect("hostile: its words are there, as text", browser.js("document.body.textContent.includes('<img src=')"), True)
    filters(browser)
    without_script(browser)
    if screenshots:
        pictures(browser)
finally:
    browser.close()
for failure in failures:
    print(f"FAILED {failure}")
print("HTML reports: " + (f"{len(failures)} failed" if failures else "all in order"))
sys.exit(1 if failures else 0)
