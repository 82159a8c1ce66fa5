package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The head of a page: the answer, what it is worth, who was compared, and what puts it in doubt. */
final class HtmlAnswer {
    private static final int MOST_GAPS = 3;
    private static final int MOST_DOUBTS = 10;
    private static final int MOST_SIDES = 20;
    private static final int TEXT_LIMIT = 400;
    private static final int WHOLE = 1000;

    private final ReportDigest digest;
    private final Report report;
    private final Answer answer;
    private final HtmlWriter html;

    HtmlAnswer(ReportDigest digest, HtmlWriter html) {
        this.digest = digest;
        this.report = digest.report();
        this.answer = new Answer(digest);
        this.html = html;
    }

    /** A place in the page; {@code count} is negative where there is nothing to count. */
    record Entry(String id, String text, int count) {}

    void write(String title, List<Entry> contents) {
        html.open(Tag.HEADER);
        html.element(
                Tag.P,
                "brand",
                "Leeway · as of " + Quantity.moment(report.asOf()) + " · " + brief(report.policyName()));
        html.element(Tag.H1, brief(title));
        html.open(Tag.P, "answer " + report.verdict().text());
        html.open(Tag.SPAN, "sign")
                .attribute(Attribute.HIDDEN_FROM_READERS, "true")
                .text(sign())
                .close();
        html.element(Tag.SPAN, brief(answer.headline())).close();
        tiles();
        sides();
        requiredGaps();
        doubts();
        html.open(Tag.NAV).attribute(Attribute.LABEL, "Contents").open(Tag.UL);
        for (Entry entry : contents) {
            html.open(Tag.LI).open(Tag.A).to(entry.id()).text(entry.text()).close();
            html.text(entry.count() < 0 ? "" : " " + Quantity.grouped(entry.count()))
                    .close();
        }
        html.close().close().close();
    }

    private String sign() {
        return switch (report.verdict()) {
            case SAME -> "✓";
            case DRIFT -> "✕";
            case INCOMPLETE -> "?";
        };
    }

    private static String brief(String text) {
        return ValueText.shortened(VisibleText.of(text), TEXT_LIMIT);
    }

    private void tiles() {
        html.open(Tag.UL, "tiles");
        List<CauseView> open = digest.causes(Disposition.OPEN);
        tile(open.size() == 1 ? "Open cause" : "Open causes", Quantity.grouped(open.size()));
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        open.forEach(view -> counts.merge(view.cause().severity(), 1, Integer::sum));
        counts.forEach((severity, count) ->
                html.element(Tag.SPAN, "tag " + severity.text(), Quantity.grouped(count) + " " + severity.text()));
        int informational = digest.causes(Disposition.INFORMATIONAL).size();
        if (informational > 0) {
            html.element(Tag.SPAN, "basis", Quantity.grouped(informational) + " for information");
        }
        html.close();
        tile("Parity", answer.parityFigure());
        meter("parity", report.coverage().parityPermille());
        html.element(Tag.SPAN, "basis", answer.parityBasis()).close();
        tile("Observed", answer.observedFigure());
        meter("observed", report.coverage().observedPermille());
        html.element(
                Tag.SPAN,
                "basis",
                answer.observedBasis().isEmpty() ? "of all that somebody holds" : answer.observedBasis());
        html.close();
        int allowed = digest.drifts(Disposition.WITHIN_LEEWAY).size();
        tile("Allowed", Quantity.grouped(allowed));
        html.element(Tag.SPAN, "basis", (allowed == 1 ? "difference" : "differences") + " within leeway");
        html.element(Tag.SPAN, "basis", answer.waived());
        digest.oldest()
                .ifPresent(seen -> html.element(
                        Tag.SPAN, "basis", "oldest open " + Quantity.age(Duration.between(seen, report.asOf()))));
        html.close().close();
    }

    private void tile(String name, String figure) {
        html.open(Tag.LI).element(Tag.SPAN, "name", name).element(Tag.SPAN, "figure", figure);
    }

    /** A bar beside the figure that says the same. */
    private void meter(String name, int permille) {
        if (report.coverage().compared() > 0) {
            html.open(Tag.METER).attribute(Attribute.LABEL, name).attribute(Attribute.MIN, "0");
            html.attribute(Attribute.MAX, Integer.toString(WHOLE))
                    .attribute(Attribute.VALUE, Integer.toString(permille));
            html.text(Quantity.percent(permille)).close();
        }
    }

    private void sides() {
        html.open(Tag.UL, "sides").attribute(Attribute.LABEL, "Environments in promotion order");
        List<ReportEnvironment> environments = report.environments();
        for (ReportEnvironment environment : environments.subList(0, Math.min(environments.size(), MOST_SIDES))) {
            html.element(Tag.LI, brief(Phrases.environment(environment, report.asOf())));
        }
        if (environments.size() > MOST_SIDES) {
            html.element(Tag.LI, "and " + Quantity.grouped(environments.size() - MOST_SIDES) + " more");
        }
        html.element(Tag.LI, Quantity.of(digest.sharedServices(), "shared service"))
                .close();
        String alone = new SharedServices(report).none();
        if (!alone.isEmpty()) {
            html.element(Tag.P, "warn", brief(alone));
        }
    }

    private void doubts() {
        List<PolicyFinding> doubts = digest.doubts();
        for (PolicyFinding doubt : doubts.subList(0, Math.min(doubts.size(), MOST_DOUBTS))) {
            html.open(Tag.P, "warn").element(Tag.STRONG, "Policy: ").text(brief(doubt.message()));
            html.close();
        }
        HtmlBudget.leftOut(html, doubts.size() - MOST_DOUBTS, "policy finding");
    }

    private void requiredGaps() {
        List<Gap> gaps = digest.requiredGaps();
        if (gaps.isEmpty()) {
            return;
        }
        List<String> named = new ArrayList<>();
        for (Gap gap : gaps.subList(0, Math.min(gaps.size(), MOST_GAPS))) {
            named.add(brief(Phrases.gap(gap)));
        }
        if (gaps.size() > MOST_GAPS) {
            named.add("and " + Quantity.grouped(gaps.size() - MOST_GAPS) + " more");
        }
        html.open(Tag.P, "warn").element(Tag.STRONG, "Required and not observed: ");
        html.text(String.join("; ", named) + ". ");
        html.open(Tag.A).to("coverage").text("All gaps").close().close();
    }
}
