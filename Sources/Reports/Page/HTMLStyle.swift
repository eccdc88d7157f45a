/// How a page looks, by daylight and in the dark; every pair of colours has a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3).
enum HTMLStyle {
  static let text = #"""
    :root {
      color-scheme: light dark;
      --paper: #ffffff; --panel: #f5f6f8; --line: #c9ced6; --ink: #1b1f24; --quiet: #57606a; --link: #0550ae;
      --red: #b3141d; --red-panel: #fdeceb; --amber: #7a4d00; --amber-panel: #fdf3dc; --green: #14692e; --grey: #57606a;
      --mark: #fff1a8;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #14171b; --panel: #1d2228; --line: #3d444d; --ink: #e8eaed; --quiet: #a9b2bd; --link: #7ab7ff;
        --red: #ff8a84; --red-panel: #3a1f20; --amber: #f0b429; --amber-panel: #35290f; --green: #6bd389; --grey: #a9b2bd;
        --mark: #57480a;
      }
    }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
      font: 1rem/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
    h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; } summary h3 { display: inline; margin: 0; } h4 { font-size: 1rem; margin: 0; display: inline; }
    p { margin: .4rem 0; } a { color: var(--link); } code, pre, .octets { font-family: ui-monospace, monospace; font-size: .875em; }
    code { overflow-wrap: anywhere; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
    .skip { position: absolute; left: -100rem; } .skip:focus { position: static; }
    .quiet, caption, footer { color: var(--quiet); }
    .ending { border-left: .4rem solid var(--grey); background: var(--panel); padding: .6rem .9rem; font-weight: 600; }
    .ending.red { border-color: var(--red); } .ending.green { border-color: var(--green); } .ending.amber { border-color: var(--amber); }
    .red { color: var(--red); } .amber { color: var(--amber); } .green { color: var(--green); } .grey { color: var(--grey); }
    .ending.red, .ending.green, .ending.amber { color: var(--ink); }
    .counts { display: flex; flex-wrap: wrap; gap: .5rem; padding: 0; margin: .75rem 0; list-style: none; }
    .counts li { border: 1px solid var(--line); border-radius: .4rem; padding: .2rem .7rem; }
    .causes > li { margin: .5rem 0; }
    .scroll { overflow-x: auto; } table { border-collapse: collapse; margin: .5rem 0; } caption { text-align: left; padding: .25rem 0; }
    th, td { border: 1px solid var(--line); padding: .2rem .6rem; text-align: left; vertical-align: top; }
    th { background: var(--panel); font-weight: 600; }
    dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .3rem 1rem; margin: .5rem 0; }
    dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
    @media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
    .item { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; background: var(--paper); }
    .item > details > summary { padding: .45rem .75rem; } .item > details[open] > summary { border-bottom: 1px solid var(--line); }
    .item > details > :not(summary) { margin-left: .75rem; margin-right: .75rem; }
    summary { cursor: pointer; } .item .about { color: var(--quiet); }
    .badge { border: 1px solid var(--line); border-radius: .3rem; padding: 0 .4rem; font-size: .8125rem; white-space: nowrap; }
    .verdict { font-weight: 600; }
    .expected { border-left: .25rem solid var(--green); padding-left: .5rem; } .actual { border-left: .25rem solid var(--red); padding-left: .5rem; }
    #filters { position: sticky; top: 0; z-index: 1; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem;
      padding: .6rem .75rem; display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
    #filters fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .2rem .8rem; }
    #filters legend { float: left; margin-right: .8rem; color: var(--quiet); }
    #filters input, #filters select, #filters button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet);
      border-radius: .3rem; padding: .15rem .4rem; }
    #filters input[type=checkbox] { accent-color: var(--link); }
    @media (max-width: 40rem), (max-height: 30rem) { #filters { position: static; } }
    .item, .items, [id] { scroll-margin-top: 8rem; }
    .bytes td { border: 0; padding: 0 .9rem 0 0; white-space: pre; } .bytes td.note { white-space: normal; color: var(--quiet); }
    .bytes .t { color: var(--link); } .bytes .hit { background: var(--mark); }
    svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } svg .quiet { fill: var(--quiet); }
    svg line, svg path { stroke: var(--quiet); stroke-width: 1.5; fill: none; } svg .reply { stroke-dasharray: 5 3; }
    svg .head { fill: var(--quiet); stroke: none; } svg .name { font-weight: 600; } svg .hit line { stroke: var(--red); stroke-width: 2; }
    svg .hit .head { fill: var(--red); }
    .timeline { list-style: none; padding: 0 0 0 1rem; margin: .5rem 0; border-left: 3px solid var(--line); }
    .timeline li { position: relative; padding: .15rem 0 .55rem; } .timeline li::before { content: ""; position: absolute; left: -1.45rem; top: .6rem;
      width: .7rem; height: .7rem; border-radius: 50%; background: var(--link); }
    .timeline .gap { margin-top: .8rem; } .timeline .gap::after { content: ""; position: absolute; left: -1.22rem; top: -1rem; height: 1.1rem;
      border-left: 3px dashed var(--paper); }
    .timeline li.end::before { background: var(--ink); outline: 3px solid var(--line); }
    .finding { border-left: .3rem solid var(--grey); padding-left: .75rem; margin: .75rem 0; }
    .finding.error { border-color: var(--red); } .finding.warning { border-color: var(--amber); }
    @media print { #filters, .skip { display: none; } }

    """#
}
