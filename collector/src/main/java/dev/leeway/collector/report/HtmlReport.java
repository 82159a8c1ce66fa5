package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as one page that opens from disk and needs no network; its script searches and filters, and without it the page says the same.
 *
 * <p>Each part has a share of the budget, so that the page stays small enough to open and to mail; what does not fit is
 * counted, the gravest comes first, and the closing parts are always there.
 */
final class HtmlReport {
    /** Bytes, where nobody asks for another budget. */
    static final int BUDGET = 1_000_000;

    /** What a page has of its own: style, script, the answer, the bar, what counts the rest. */
    private static final int FRAME = 60_000;

    private static final int TITLE_LIMIT = 200;
    private static final int TEXT_LIMIT = 400;

    /** Fewer bytes than this hold no page. */
    private static final int SMALLEST = 100_000;

    private final ReportDigest digest;
    private final Report report;
    private final HtmlWriter html;
    private final HtmlFilters filters;
    private final HtmlBudget budget;
    private final int limit;

    private HtmlReport(Report report, RenderOptions options) {
        this.report = report;
        this.digest = new ReportDigest(report);
        this.html = new HtmlWriter();
        this.filters = new HtmlFilters(report);
        this.limit = options.limit().orElse(Integer.MAX_VALUE);
        this.budget = new HtmlBudget(html, Math.max(options.budget().orElse(BUDGET), SMALLEST) - FRAME);
    }

    /** The whole of {@code report} that the budget allows. */
    static String render(Report report, RenderOptions options) {
        return new HtmlReport(report, options).page();
    }

    private String page() {
        head();
        html.open(Tag.BODY);
        html.open(Tag.A, "skip").to("main").text("Skip to what was found").close();
        new HtmlAnswer(digest, html).write(title(), contents());
        html.open(Tag.MAIN).attribute(Attribute.ID, "main");
        filters.bar(html, filterable());
        html.open(Tag.P, "faint").attribute(Attribute.ID, "none").attribute(Attribute.HIDDEN, "");
        html.text("No cause matches.").close();
        causes();
        new HtmlMatrix(digest, html, filters, budget).write();
        new HtmlAppendix(digest, html, filters, budget).write();
        html.close();
        footer();
        html.script();
        return html.page();
    }

    private String title() {
        List<String> names = HtmlFilters.names(report);
        return names.size() == 2 ? names.get(0) + " against " + names.get(1) : ValuesText.and(names);
    }

    private void head() {
        html.open(Tag.HTML).attribute(Attribute.LANG, "en");
        html.open(Tag.HEAD);
        html.open(Tag.META).attribute(Attribute.CHARSET, "utf-8").close();
        html.open(Tag.META)
                .attribute(Attribute.HTTP_EQUIV, "Content-Security-Policy")
                .attribute(Attribute.CONTENT, HtmlPolicy.TEXT)
                .close();
        html.open(Tag.META)
                .attribute(Attribute.NAME, "viewport")
                .attribute(Attribute.CONTENT, "width=device-width, initial-scale=1")
                .close();
        html.open(Tag.META)
                .attribute(Attribute.NAME, "referrer")
                .attribute(Attribute.CONTENT, "no-referrer")
                .close();
        html.element(Tag.TITLE, "Leeway: " + ValueText.shortened(title(), TITLE_LIMIT));
        html.styleSheet();
        html.close();
    }

    /** What the page holds, by the id of its sections, in their order. */
    private List<HtmlAnswer.Entry> contents() {
        List<HtmlAnswer.Entry> contents = new ArrayList<>();
        int open = digest.causes(Disposition.OPEN).size();
        int informational = digest.causes(Disposition.INFORMATIONAL).size();
        if (report.previous().isPresent()) {
            contents.add(new HtmlAnswer.Entry("since", "Since the last report", -1));
        } else if (isMoved()) {
            for (Since since : Since.values()) {
                int causes = since.of(digest.causes(Disposition.OPEN)).size();
                if (causes > 0) {
                    contents.add(new HtmlAnswer.Entry(since.id(), since.title(), causes));
                }
            }
        } else if (open > 0) {
            contents.add(new HtmlAnswer.Entry("causes", "Causes", open));
        }
        if (informational > 0) {
            contents.add(new HtmlAnswer.Entry("information", "For information", informational));
        }
        if (HtmlMatrix.isWorthwhile(digest)) {
            contents.add(new HtmlAnswer.Entry("matrix", "Matrix", -1));
        }
        int gaps = report.coverage().gaps().size();
        contents.add(new HtmlAnswer.Entry("coverage", "Not observed", gaps));
        if (!report.policyFindings().isEmpty()) {
            contents.add(new HtmlAnswer.Entry(
                    "policy", "Policy", report.policyFindings().size()));
        }
        contents.add(new HtmlAnswer.Entry("hosts", "Hosts", -1));
        return contents;
    }

    private String filterable() {
        int causes = digest.causes(Disposition.OPEN).size()
                + digest.causes(Disposition.INFORMATIONAL).size();
        return Quantity.of(causes, "cause");
    }

    private void causes() {
        HtmlCauses causes = new HtmlCauses(digest, html, filters, budget, limit);
        List<CauseView> open = digest.causes(Disposition.OPEN);
        if (report.previous().isPresent()) {
            html.open(Tag.SECTION).attribute(Attribute.LABELLED_BY, "since");
            heading("since", "Since " + Quantity.moment(report.previous().get()));
            List<CauseView> fresh = chosen(open, true);
            List<CauseView> old = chosen(open, false);
            html.element(Tag.P, digest.news(fresh.size(), old.size(), " · "));
            html.close();
            causes.section("new", "New", fresh);
            causes.section("open", "Still open", old);
            resolved();
        } else if (isMoved()) {
            for (Since since : Since.values()) {
                causes.section(since.id(), since.title(), since.of(open));
            }
        } else {
            causes.section("causes", "Causes", open);
        }
        causes.section("information", "For information", digest.causes(Disposition.INFORMATIONAL));
    }

    /** Whether earlier snapshots tell which side moved. */
    private boolean isMoved() {
        return report.drifts().stream().anyMatch(drift -> drift.change().isPresent());
    }

    private static List<CauseView> chosen(List<CauseView> views, boolean fresh) {
        List<CauseView> chosen = new ArrayList<>();
        for (CauseView view : views) {
            if (view.isNew() == fresh) {
                chosen.add(view);
            }
        }
        return chosen;
    }

    private void resolved() {
        if (report.resolved().isEmpty()) {
            return;
        }
        html.open(Tag.SECTION).attribute(Attribute.LABELLED_BY, "resolved");
        heading("resolved", "Resolved");
        html.open(Tag.UL);
        HtmlBudget.Room room = budget.room(HtmlBudget.Part.RESOLVED);
        int told = 0;
        for (ResolvedDrift drift : report.resolved()) {
            if (!room.isLeft()) {
                break;
            }
            html.open(Tag.LI);
            html.element(
                    Tag.SPAN, "tag " + drift.severity().text(), drift.severity().text());
            html.text(" ").brief(drift.summary(), TEXT_LIMIT).text(" ");
            html.open(Tag.CODE).brief(drift.address().text(), TEXT_LIMIT).close();
            html.close();
            told++;
        }
        html.close();
        HtmlBudget.leftOut(html, report.resolved().size() - told, "resolved fact");
        html.close();
    }

    private void heading(String id, String text) {
        html.open(Tag.H2).attribute(Attribute.ID, id).text(text).close();
    }

    private void footer() {
        html.open(Tag.FOOTER);
        html.element(
                Tag.P,
                "Leeway report as of " + Quantity.moment(report.asOf()) + " · threshold "
                        + report.failOn().text() + " · policy " + report.policyName() + " (" + report.policyId() + ")");
        html.close();
    }
}
