package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ResolvedDrift;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as one page that opens from disk, needs no network and runs nothing.
 *
 * <p>Each part has a budget of characters, so that the page stays small enough to open and to mail; what does not fit is
 * counted, the gravest comes first, and the closing parts are always there.
 */
final class HtmlReport {
    private static final int CAUSE_BUDGET = 800_000;
    private static final int MOST_GAPS = 3;
    private static final int MOST_DOUBTS = 10;
    private static final int RESOLVED_BUDGET = 60_000;

    private final ReportDigest digest;
    private final Report report;
    private final Answer answer;
    private final HtmlWriter html;

    private HtmlReport(Report report) {
        this.report = report;
        this.digest = new ReportDigest(report);
        this.answer = new Answer(digest);
        this.html = new HtmlWriter();
    }

    /** The whole of {@code report} that the budget allows. */
    static String render(Report report, RenderOptions options) {
        HtmlReport page = new HtmlReport(report);
        page.head();
        page.html.open(Tag.BODY);
        page.header();
        page.html.open(Tag.MAIN);
        page.causes(options.limit().orElse(Integer.MAX_VALUE));
        new HtmlAppendix(page.digest, page.html).write();
        page.html.close();
        page.footer();
        return page.html.page();
    }

    private String title() {
        List<String> names = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            names.add(environment.name());
        }
        return "Leeway: " + (names.size() == 2 ? names.get(0) + " against " + names.get(1) : ValuesText.and(names));
    }

    private void head() {
        html.open(Tag.HTML).attribute(Attribute.LANG, "en");
        html.open(Tag.HEAD);
        html.open(Tag.META).attribute(Attribute.CHARSET, "utf-8").close();
        html.open(Tag.META)
                .attribute(Attribute.HTTP_EQUIV, "Content-Security-Policy")
                .attribute(Attribute.CONTENT, HtmlStyle.POLICY)
                .close();
        html.open(Tag.META)
                .attribute(Attribute.NAME, "viewport")
                .attribute(Attribute.CONTENT, "width=device-width, initial-scale=1")
                .close();
        html.open(Tag.META)
                .attribute(Attribute.NAME, "referrer")
                .attribute(Attribute.CONTENT, "no-referrer")
                .close();
        html.element(Tag.TITLE, title());
        html.styleSheet();
        html.close();
    }

    private void header() {
        html.open(Tag.HEADER);
        html.element(Tag.H1, title());
        html.element(Tag.P, "answer " + report.verdict().text(), answer.headline());
        html.element(Tag.P, answer.parity() + " · " + answer.observed());
        html.element(Tag.P, String.join(" · ", answer.tallies()));
        requiredGaps();
        doubts();
        List<String> sides = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            sides.add(Phrases.environment(environment, report.asOf()));
        }
        html.element(
                Tag.P,
                "faint",
                String.join(" · ", sides) + " · " + Quantity.of(digest.sharedServices(), "shared service") + " · as of "
                        + Quantity.moment(report.asOf()) + " · " + report.policyName());
        html.close();
    }

    private void doubts() {
        List<PolicyFinding> doubts = digest.doubts();
        for (PolicyFinding doubt : doubts.subList(0, Math.min(doubts.size(), MOST_DOUBTS))) {
            html.open(Tag.P).element(Tag.STRONG, "Policy: ").text(doubt.message());
            html.close();
        }
        HtmlCauses.leftOut(html, doubts.size() - MOST_DOUBTS, "policy finding");
    }

    private void requiredGaps() {
        List<Gap> gaps = digest.requiredGaps();
        if (gaps.isEmpty()) {
            return;
        }
        List<String> named = new ArrayList<>();
        for (Gap gap : gaps.subList(0, Math.min(gaps.size(), MOST_GAPS))) {
            named.add(Phrases.gap(gap));
        }
        if (gaps.size() > MOST_GAPS) {
            named.add("and " + Quantity.grouped(gaps.size() - MOST_GAPS) + " more");
        }
        html.open(Tag.P).element(Tag.STRONG, "Required and not observed: ");
        html.text(String.join("; ", named) + ". ");
        html.open(Tag.A).to("coverage").text("All gaps").close().close();
    }

    private void causes(int limit) {
        HtmlCauses causes = new HtmlCauses(digest, html, html.length() + CAUSE_BUDGET, limit);
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
        } else {
            causes.section("causes", "Causes", open);
        }
        causes.section("information", "For information", digest.causes(Disposition.INFORMATIONAL));
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
        int budget = html.length() + RESOLVED_BUDGET;
        int told = 0;
        for (ResolvedDrift drift : report.resolved()) {
            if (html.length() > budget) {
                break;
            }
            html.open(Tag.LI);
            html.element(
                    Tag.SPAN, "tag " + drift.severity().text(), drift.severity().text());
            html.text(drift.summary() + " ");
            html.element(Tag.CODE, drift.address().text());
            html.close();
            told++;
        }
        html.close();
        HtmlCauses.leftOut(html, report.resolved().size() - told, "resolved fact");
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
