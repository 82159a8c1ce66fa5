package dev.leeway.collector.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The look of a page, and the rule that lets a browser load this style sheet and nothing else whatsoever. */
final class HtmlStyle {
    static final String SHEET = """

            :root { color-scheme: light dark;
              --paper: #ffffff; --ink: #1d2430; --faint: #5a6475; --line: #d8dde6; --panel: #f5f7fa; --code: #eef1f6;
              --critical: #8f0f1f; --high: #a23a00; --medium: #765200; --low: #1d5f74; --info: #44546a; --good: #1c6437; }
            @media (prefers-color-scheme: dark) { :root {
              --paper: #14181f; --ink: #e4e8ef; --faint: #a3adbd; --line: #333b48; --panel: #1b212b; --code: #232b37;
              --critical: #ff8b96; --high: #ffab7a; --medium: #f0c668; --low: #8fd0e6; --info: #b6c3d6; --good: #8fd9a8; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
              font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
            h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
            h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
            h3 { font-size: 1.02rem; font-weight: 600; margin: 0; line-height: 1.4; }
            p { margin: .35rem 0; }
            code, td.value, td.fact { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
              font-size: .87em; overflow-wrap: anywhere; }
            code { background: var(--code); border-radius: .2rem; padding: .08rem .3rem; }
            a { color: var(--low); }
            .faint { color: var(--faint); }
            .answer { font-size: 1.15rem; font-weight: 600; padding: .7rem .95rem; margin: 0 0 .75rem; background: var(--panel);
              border-left: .35rem solid var(--info); border-radius: .25rem; }
            .answer.drift { border-color: var(--critical); } .answer.incomplete { border-color: var(--high); }
            .answer.same { border-color: var(--good); }
            article { border: 1px solid var(--line); border-left-width: .3rem; border-radius: .35rem; padding: .8rem 1rem;
              margin: .8rem 0; }
            article.critical { border-left-color: var(--critical); } article.high { border-left-color: var(--high); }
            article.medium { border-left-color: var(--medium); } article.low { border-left-color: var(--low); }
            article.info { border-left-color: var(--info); }
            .tag { display: inline-block; font-size: .78rem; font-weight: 600; letter-spacing: .02em; padding: .02rem .5rem;
              margin-right: .45rem; border: 1px solid currentColor; border-radius: .8rem; vertical-align: .08rem; }
            .tag.critical { color: var(--paper); background: var(--critical); border-color: var(--critical); } .tag.high { color: var(--high); } .tag.medium { color: var(--medium); }

            .tag.low { color: var(--low); } .tag.info { color: var(--info); }
            .tag.state { color: var(--faint); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .95rem; }
            caption { text-align: left; color: var(--faint); font-size: .87rem; padding: .2rem 0; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); }
            th { font-weight: 600; white-space: nowrap; }
            tbody th { font-weight: 500; }
            td.fact { min-width: 14rem; } td.value { min-width: 7rem; white-space: pre-wrap; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: .6rem 0 0; }
            dt { color: var(--faint); } dd { margin: 0; }
            details { margin-top: .6rem; }
            summary { cursor: pointer; color: var(--low); width: max-content; max-width: 100%; }
            summary:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
            ul { margin: .35rem 0; padding-left: 1.25rem; }
            footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--faint);
              font-size: .87rem; overflow-wrap: anywhere; }
            @media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .4rem; }
              thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
              table, caption, tbody, tr, tbody th, td { display: block; } tr { border-bottom: 1px solid var(--line); padding: .3rem 0; }
              tbody th, td, td.fact, td.value { border: 0; padding: 0; min-width: 0; overflow-wrap: anywhere; } }
            @media print {
              :root { --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --panel: #fff; --code: #fff;
                --critical: #000; --high: #000; --medium: #000; --low: #000; --info: #000; --good: #000; }
              body { max-width: none; padding: 0; font-size: 10pt; } article { break-inside: avoid; }
              details::details-content { content-visibility: visible; height: auto; } }
            """;

    /** Nothing may be loaded, run, framed or sent; the style sheet is known by its digest. */
    static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + digest() + "'; base-uri 'none'; form-action 'none'";

    private HtmlStyle() {}

    private static String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(SHEET.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
