package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Report;
import java.util.List;

/** Causes on a page: each an article with its leading fact, why and how, and the facts that follow folded away. */
final class HtmlCauses {
    private static final int VALUE_LIMIT = 400;
    private static final int FOLLOWERS_BUDGET = 60_000;

    private final ReportDigest digest;
    private final Report report;
    private final HtmlWriter html;
    private final int budget;
    private final HtmlFacts facts;
    private int left;

    /** Causes that stop being told in full once the page is {@code budget} characters long, or {@code limit} were. */
    HtmlCauses(ReportDigest digest, HtmlWriter html, int budget, int limit) {
        this.digest = digest;
        this.report = digest.report();
        this.html = html;
        this.budget = budget;
        this.left = limit;
        this.facts = new HtmlFacts(digest, html);
    }

    /** One section of causes; nothing at all where there are none. */
    void section(String id, String title, List<CauseView> views) {
        if (views.isEmpty()) {
            return;
        }
        html.open(Tag.SECTION).attribute(Attribute.LABELLED_BY, id);
        html.open(Tag.H2).attribute(Attribute.ID, id).text(title).close();
        int told = 0;
        for (CauseView view : views) {
            if (left <= 0 || html.length() > budget) {
                break;
            }
            cause(view);
            left--;
            told++;
        }
        List<CauseView> rest = views.subList(told, views.size());
        if (!rest.isEmpty()) {
            html.element(
                    Tag.P,
                    "Left out to keep this page small: " + Quantity.of(rest.size(), "more cause") + " ("
                            + ReportDigest.bySeverity(rest) + "). The JSON report has all of them.");
        }
        html.close();
    }

    /** Says how many of {@code noun} were left out, if any. */
    static void leftOut(HtmlWriter html, int count, String noun) {
        if (count > 0) {
            html.element(
                    Tag.P,
                    "Left out to keep this page small: " + Quantity.of(count, "more " + noun)
                            + ". The JSON report has all of them.");
        }
    }

    private void cause(CauseView view) {
        Drift leading = view.leading();
        Severity severity = view.cause().severity();
        html.open(Tag.ARTICLE, severity.text())
                .attribute(Attribute.ID, "c-" + view.cause().id());
        html.open(Tag.H3);
        html.element(Tag.SPAN, "tag " + severity.text(), severity.text()).text(" ");
        html.element(Tag.SPAN, "tag state", Phrases.state(leading)).text(" ");
        html.text(view.cause().summary()).close();
        values(leading);
        explanation(view);
        followers(view);
        html.close();
    }

    private void values(Drift drift) {
        html.open(Tag.DIV, "scroll").open(Tag.TABLE);
        html.open(Tag.CAPTION).element(Tag.CODE, drift.address().text()).close();
        boolean placed =
                drift.values().stream().anyMatch(value -> value.evidence().isPresent());
        if (placed) {
            facts.header("environment", "value", "hosts", "found at");
        } else {
            facts.header("environment", "value", "hosts");
        }
        html.open(Tag.TBODY);
        List<String> texts = ValuesText.of(drift, VALUE_LIMIT);
        for (int i = 0; i < texts.size(); i++) {
            value(drift.values().get(i), texts.get(i), placed);
        }
        html.close().close().close();
    }

    private void value(EnvironmentValue value, String text, boolean placed) {
        html.open(Tag.TR);
        html.open(Tag.TH)
                .attribute(Attribute.SCOPE, "row")
                .text(value.environment())
                .close();
        html.element(Tag.TD, "value", text);
        html.element(Tag.TD, Phrases.hosts(value.hosts(), value.count(), 5));
        if (placed) {
            html.open(Tag.TD);
            value.evidence().ifPresent(evidence -> html.element(Tag.CODE, evidence));
            html.close();
        }
        html.close();
    }

    private void explanation(CauseView view) {
        Drift leading = view.leading();
        Explanation explanation = leading.explanation();
        html.open(Tag.DL);
        term("why", explanation.why());
        term("align", explanation.align());
        term("not proven", explanation.unproven());
        term("direction", Phrases.direction(leading));
        term("history", Phrases.stage(view, report.asOf()));
        term("judged by", leading.judgedBy());
        html.element(Tag.DT, "look closer").open(Tag.DD);
        html.element(Tag.CODE, "leeway explain " + digest.ids().of(view.cause().id()));
        html.close().close();
    }

    private void term(String name, String text) {
        if (!text.isEmpty()) {
            html.element(Tag.DT, name).element(Tag.DD, text);
        }
    }

    private void followers(CauseView view) {
        if (view.followers() == 0) {
            return;
        }
        html.open(Tag.DETAILS);
        String following = view.following();
        html.element(
                Tag.SUMMARY,
                "Of the same cause: "
                        + (following.isEmpty() ? Quantity.of(view.followers(), "more drift") : following));
        List<Drift> rest = view.drifts().subList(1, view.drifts().size());
        facts.table("The facts that follow", rest, Math.min(budget, html.length() + FOLLOWERS_BUDGET));
        html.close();
    }
}
