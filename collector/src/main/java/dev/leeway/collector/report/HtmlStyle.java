package dev.leeway.collector.report;

/** The look of a page: light, dark, on a phone and on paper. */
final class HtmlStyle {
    /** What a reader's own choice of dark, and the one made on the page, have in common. */
    private static final String DARK = """
            color-scheme: dark;
              --paper: #12161d; --ink: #e6eaf1; --faint: #a5b0c1; --line: #323a47; --panel: #1a2029; --code: #232b37; --link: #8fd0e6;
              --critical: #ff8b96; --high: #ffab7a; --medium: #f0c668; --low: #8fd0e6; --info: #b6c3d6; --good: #8fd9a8;
              --odd: #3a2f14; --shared: #43202a; --on: #12161d;""";

    private static final String COLOURS = """

            :root { color-scheme: light;
              --paper: #ffffff; --ink: #1b2230; --faint: #566072; --line: #d6dce6; --panel: #f4f6fa; --code: #edf0f5; --link: #14597a;
              --critical: #9b1025; --high: #a23a00; --medium: #765200; --low: #1d5f74; --info: #44546a; --good: #1c6437;
              --odd: #fff3d1; --shared: #fde3e6; --on: #ffffff; }
            """;

    private static final String BODY = """
            * { box-sizing: border-box; }
            [hidden] { display: none !important; }
            html { scroll-padding-top: 7.5rem; }
            body { margin: 0 auto; max-width: 80rem; padding: 1.6rem 1.5rem 3rem; background: var(--paper); color: var(--ink);
              font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; overflow-wrap: break-word; }
            h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; letter-spacing: -.01em; }
            h2 { font-size: 1.2rem; margin: 2.4rem 0 .8rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
            h3 { display: inline; font-size: 1.02rem; font-weight: 600; line-height: 1.4; margin: 0; overflow-wrap: anywhere; }
            p { margin: .4rem 0; max-width: 75ch; }
            code, kbd, td.value, td.fact, tbody th.fact { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
              font-size: .86em; overflow-wrap: anywhere; }
            code, kbd { background: var(--code); border-radius: .25rem; padding: .1rem .35rem; }
            kbd { border: 1px solid var(--line); border-bottom-width: 2px; }
            a { color: var(--link); text-underline-offset: .15em; }
            :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: .2rem; }
            .skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .4rem .7rem; z-index: 3; }
            .brand { color: var(--faint); font-size: .87rem; margin: 0 0 .2rem; }
            .faint { color: var(--faint); }
            .answer { display: flex; gap: .9rem; align-items: center; font-size: 1.2rem; font-weight: 600; line-height: 1.35; max-width: none;
              padding: .95rem 1.1rem; margin: 0 0 1rem; background: var(--panel); border: 1px solid var(--line); border-left: .4rem solid var(--info); border-radius: .5rem; }
            .answer .sign { flex: none; width: 2.1rem; height: 2.1rem; line-height: 2.1rem; border-radius: 50%; text-align: center; font-size: 1.1rem;
              color: var(--on); background: var(--info); }
            .answer.drift { border-left-color: var(--critical); } .answer.drift .sign { background: var(--critical); }
            .answer.incomplete { border-left-color: var(--high); } .answer.incomplete .sign { background: var(--high); }
            .answer.same { border-left-color: var(--good); } .answer.same .sign { background: var(--good); }
            .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13.5rem, 1fr)); gap: .8rem; margin: 0 0 1rem; padding: 0; list-style: none; }
            .tiles > li { border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .95rem .8rem; }
            .tiles .name { display: block; color: var(--faint); font-size: .82rem; }
            .tiles .figure { display: block; white-space: nowrap; font-size: 1.7rem; font-weight: 650; line-height: 1.25; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
            .tiles .basis { display: block; color: var(--faint); font-size: .87rem; line-height: 1.4; }
            .tiles .tag { margin: .3rem .3rem 0 0; }
            meter { display: block; width: 100%; height: .5rem; margin: .35rem 0; border: 0; background: var(--line); border-radius: .25rem; }
            meter::-webkit-meter-inner-element { display: block; } meter::-webkit-meter-bar { height: .5rem; border: 0; border-radius: .25rem; background: var(--line); }
            meter::-webkit-meter-optimum-value { background: var(--low); border-radius: .25rem; } meter::-moz-meter-bar { background: var(--low); border-radius: .25rem; }
            .sides { display: flex; flex-wrap: wrap; gap: .3rem .5rem; list-style: none; padding: 0; margin: .4rem 0; }
            .sides li { border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .8rem; font-size: .9rem; overflow-wrap: anywhere; }
            .warn { border: 1px solid var(--line); border-left: .4rem solid var(--high); border-radius: .5rem; padding: .6rem 1rem; margin: .6rem 0; max-width: none; }
            nav { margin: 1rem 0 0; font-size: .92rem; } nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; margin: 0; }
            .tools { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line); padding: .7rem 0; margin-top: .8rem;
              display: flex; flex-wrap: wrap; gap: .5rem .7rem; align-items: center; font-size: .9rem; }
            .tools fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: .3rem .8rem; } .tools legend, .away { position: absolute; clip-path: inset(50%);
              width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
            .tools label { display: inline-flex; gap: .35rem; align-items: center; }
            input, select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--faint); border-radius: .35rem; padding: .25rem .55rem; max-width: 100%; }
            input[type=search] { width: 11rem; } select { max-width: 10.5rem; } button { cursor: pointer; } button:hover { background: var(--panel); }
            #told { color: var(--faint); margin: 0; max-width: none; } .facts td:first-child code { white-space: nowrap; }
            details.cause { border: 1px solid var(--line); border-left: .32rem solid var(--info); border-radius: .45rem; margin: .6rem 0; }
            details.cause > :not(summary) { margin-left: 2.15rem; margin-right: 1rem; } details.cause > :last-child { margin-bottom: .9rem; }
            .cause.critical { border-left-color: var(--critical); } .cause.high { border-left-color: var(--high); } .cause.medium { border-left-color: var(--medium); }
            .cause.low { border-left-color: var(--low); }
            .cause > summary { display: block; position: relative; padding: .65rem 1rem .65rem 2.15rem; width: auto; color: inherit; border-radius: .45rem; }
            .cause > summary:hover { background: var(--panel); }
            .cause > summary::-webkit-details-marker { display: none; }
            .cause > summary::before { content: "\\25B8"; content: "\\25B8" / ""; position: absolute; left: .8rem; color: var(--faint); }
            .cause[open] > summary::before { content: "\\25BE"; content: "\\25BE" / ""; }
            .told { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: .2rem 2.2rem; align-items: start; }
            .cause > .told dl { margin-top: .2rem; } .about { color: var(--faint); font-size: .87rem; max-width: none; } .about code { color: var(--ink); }
            .line { display: block; margin-top: .25rem; color: var(--faint); font-size: .93rem; overflow-wrap: anywhere; } .line code { color: var(--ink); }
            .tag { display: inline-block; font-size: .76rem; font-weight: 650; letter-spacing: .01em; line-height: 1.35; padding: .04rem .5rem; margin-right: .4rem;
              border: 1px solid currentColor; border-radius: .8rem; vertical-align: .1rem; white-space: nowrap; }
            .tag.critical { color: var(--on); background: var(--critical); border-color: var(--critical); } .tag.high { color: var(--high); }
            .tag.medium { color: var(--medium); } .tag.low { color: var(--low); } .tag.info { color: var(--info); } .tag.state, .tag.mark { color: var(--faint); font-weight: 500; }
            .scroll { overflow-x: auto; margin: .6rem 0; }
            table { border-collapse: collapse; width: 100%; font-size: .92rem; }
            caption { text-align: left; color: var(--faint); font-size: .87rem; padding: .2rem 0; }
            th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; white-space: nowrap; } thead th { color: var(--faint); font-size: .87rem; }
            tbody th { font-weight: 500; }
            td.fact, th.fact { min-width: 14rem; white-space: normal; } td.value { min-width: 7rem; white-space: pre-wrap; }
            .values { margin: 0 0 .5rem; } .values tbody th { overflow-wrap: anywhere; white-space: normal; }
            .matrix thead th { position: sticky; top: 0; } .matrix th.fact { position: sticky; left: 0; background: var(--paper); font-weight: 400; }
            .matrix td { border-left: 1px solid var(--line); padding-left: .7rem; } .matrix td.value { min-width: 8rem; max-width: 22rem; }
            .matrix td.odd { background: var(--odd); } .matrix td.shared { background: var(--shared); } .matrix td.unknown, .matrix td.untold { color: var(--faint); font-style: italic; }
            .matrix .tag { min-width: 4.3rem; text-align: center; } .matrix .mark { display: inline-block; font: 500 .76rem/1.35 system-ui, sans-serif; color: var(--ink); margin: 0 0 0 .5rem; }
            dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1rem; margin: .5rem 0 0; max-width: 85ch; }
            dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; } dd.do { font-weight: 550; }
            details details { margin-top: .7rem; }
            summary { cursor: pointer; color: var(--link); width: max-content; max-width: 100%; }
            ul { margin: .4rem 0; padding-left: 1.25rem; } li { overflow-wrap: anywhere; }
            dialog { color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1.2rem 1.5rem; max-width: 30rem; } dialog h2 { margin-top: 0; }
            dialog::backdrop { background: rgb(0 0 0 / .45); }
            footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .87rem; overflow-wrap: anywhere; }
            """;

    private static final String NARROW = """
            @media (max-width: 44rem) { body { padding: 1rem .9rem 2rem; } h1 { font-size: 1.4rem; } .answer { font-size: 1.05rem; padding: .8rem .9rem; }
              html { scroll-padding-top: 1rem; } .tools { position: static; } input[type=search] { width: 100%; } .tools label.wide { width: 100%; } select { max-width: 9.5rem; }
              .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .6rem; } .tiles > li { padding: .6rem .7rem; } .tiles .figure { font-size: 1.15rem; } .tools kbd, #keys { display: none; }
              dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dd { margin-bottom: .5rem; } details.cause > :not(summary) { margin-left: 1rem; }
              .values, .values tbody, .values tr, .values th, .values td { display: block; width: 100%; } .values caption { display: block; }
              .values thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
              .values tr { border-bottom: 1px solid var(--line); padding: .3rem 0; } .values th, .values td { border: 0; padding: 0; } .values tbody th { font-weight: 600; }
              td.fact, th.fact { min-width: 9.5rem; max-width: 11rem; } .matrix td.value { min-width: 7rem; } }
            """;

    private static final String PRINT = """
            @media print { :root, :root[data-theme] { color-scheme: light; --paper: #fff; --ink: #000; --faint: #333; --line: #aaa; --panel: #fff; --code: #fff; --link: #000;
                --critical: #000; --high: #000; --medium: #000; --low: #000; --info: #000; --good: #000; --odd: #eee; --shared: #ddd; --on: #fff; }
              * { print-color-adjust: exact; } @page { margin: 14mm; }
              body { max-width: none; padding: 0; font-size: 9.5pt; } .tools, nav, .skip, dialog { display: none !important; }
              h2, h3, .cause > summary, thead, caption { break-after: avoid; } tr, .values, dl, .tiles > li, .answer { break-inside: avoid; }
              .tiles { grid-template-columns: repeat(4, 1fr); } .scroll { overflow: visible; } .scroll table { font-size: 8pt; } td.fact, th.fact, .matrix td.value, td.value { min-width: 0; } .matrix th, .matrix thead th { position: static !important; }
              details:not(.rest)::details-content { content-visibility: visible; height: auto; } .cause > summary::before { display: none; }
              details.cause > :not(summary), .cause > summary { margin-left: 0; padding-left: .8rem; } }
            """;

    static final String SHEET = COLOURS
            + "@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { " + DARK + " } }\n"
            + ":root[data-theme=dark] { " + DARK + " }\n"
            + BODY + NARROW + PRINT;

    private HtmlStyle() {}
}
