package dev.tokend.cli.html;

/** The style sheet and the script of all pages. */
final class Looks {
  /** How many colours there are for identities. */
  static final int COLOURS = 12;

  /** Light or dark as the reader has it; every text has a contrast of 4.5 at least (WCAG 2.2, 1.4.3). */
  static final String STYLE = """

      :root { color-scheme: light dark; --bg: #ffffff; --fg: #1b1f24; --dim: #57606a; --line: #d0d7de; --head: #f3f5f7;
        --on: #116329; --limit: #953800; --link: #0550ae; }
      @media (prefers-color-scheme: dark) { :root { --bg: #0d1117; --fg: #e6edf3; --dim: #9da7b1; --line: #3d444d;
        --head: #161b22; --on: #56d364; --limit: #f0883e; --link: #79c0ff; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; max-width: 90rem; padding: 1rem 1.5rem; background: var(--bg); color: var(--fg);
        font: 1rem/1.45 system-ui, sans-serif; }
      h1 { font-size: 1.6rem; margin: 0; overflow-wrap: anywhere; }
      h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 1px solid var(--line); }
      h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
      a { color: var(--link); }
      .skip { position: absolute; left: -100rem; }
      .skip:focus { left: 1rem; background: var(--bg); padding: .5rem; }
      nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0; }
      :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; margin: .3rem 0; }
      caption { text-align: left; color: var(--dim); padding: .2rem 0; }
      th, td { text-align: left; vertical-align: top; padding: .2rem .9rem .2rem .4rem;
        border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
      .scroll th, .scroll td { overflow-wrap: break-word; }
      thead th { background: var(--head); position: sticky; top: 0; overflow-wrap: normal; }
      tbody th { font-weight: 600; }
      .scroll .pid { white-space: nowrap; }
      .command, .pid { font-family: ui-monospace, monospace; white-space: pre-wrap; font-weight: 400; }
      .command { min-width: 14rem; }
      #processes td:nth-child(4) { min-width: 11rem; }
      #processes td:last-child { min-width: 14rem; }
      .tree { color: var(--dim); }
      .on { color: var(--on); }
      .off { color: var(--dim); }
      .limit { color: var(--limit); font-weight: 600; }
      .changed { font-weight: 700; }
      .ace { margin: .5rem 0 0 1.5rem; font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
      .effect { margin: 0 0 0 3rem; }
      .chip { display: inline-block; min-width: 2.4rem; padding: 0 .4rem; border-radius: .4rem; color: #111111;
        border: 1px solid #555555; text-align: center; font-weight: 600; }
      .i0 { background: #cfe3ff; } .i1 { background: #ffd9c2; } .i2 { background: #cdeecb; } .i3 { background: #f3cfee; }
      .i4 { background: #fff0a8; } .i5 { background: #c9f0ef; } .i6 { background: #e3d4ff; } .i7 { background: #ffcfd4; }
      .i8 { background: #e2e8b5; } .i9 { background: #d9dde3; } .i10 { background: #ffe0f0; } .i11 { background: #d6f5dd; }
      .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
      input { font: inherit; padding: .3rem .5rem; width: 22rem; max-width: 100%; color: inherit; background: var(--bg);
        border: 1px solid var(--dim); border-radius: .3rem; }
      footer { margin-top: 2rem; color: var(--dim); border-top: 1px solid var(--line); }
      @media print { nav, .skip, #filtering { display: none; } thead th { position: static; } }
      """;

  /** Shows the rows that have every word of the box in them. Without it, all rows are there and no box. */
  static final String FILTER = """

      (function () {
        var box = document.getElementById('filter');
        var shown = document.getElementById('shown');
        var rows = Array.prototype.slice.call(document.querySelectorAll('#processes tbody tr'));
        function apply() {
          var words = box.value.toLowerCase().split(/\\s+/);
          var count = 0;
          rows.forEach(function (row) {
            var text = row.textContent.toLowerCase();
            row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
            count += row.hidden ? 0 : 1;
          });
          shown.textContent = count + ' of ' + rows.length + ' shown';
        }
        document.getElementById('filtering').hidden = false;
        box.addEventListener('input', apply);
        apply();
      })();
      """;

  private Looks() {}

  /** The class of the colour of an identity. */
  static String colour(int identity) {
    return "i" + identity % COLOURS;
  }
}
