package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Attribute;
import dev.leeway.collector.report.HtmlWriter.Tag;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Status;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Causes on a page: one line and its leading fact, and unfolded the hosts, why and how, and the facts that follow.
 *
 * <p>The first lie open. Once there are many, the lesser are told in brief, and at last only counted.
 */
final class HtmlCauses {
    private static final int VALUE_LIMIT = 400;
    private static final int LINE_LIMIT = 120;
    private static final int TEXT_LIMIT = 2_000;
    private static final int MOST_VALUES = 20;
    private static final int FOLLOWERS_BUDGET = 60_000;
    private static final int MOST_OPEN = 6;

    /** What no section of the page says already. */
    private static final Set<Status> TOLD =
            EnumSet.of(Status.REOPENED, Status.FLAPPING, Status.WAIVED, Status.EXPIRED, Status.UNSEEN);

    private final ReportDigest digest;
    private final Report report;
    private final HtmlWriter html;
    private final HtmlFilters filters;
    private final HtmlFacts facts;
    /** Where what was explained once stands, by the explanation. */
    private final Map<Explanation, String> explained = new HashMap<>();

    private final HtmlBudget budget;
    private final int fullEnd;
    private final int end;
    private final int followersBudget;
    private int left;
    private int told;
    private HtmlBudget.Room room;
    private boolean inBrief;

    /** Causes within their shares of {@code budget}, and no more than {@code limit}. */
    HtmlCauses(ReportDigest digest, HtmlWriter html, HtmlFilters filters, HtmlBudget budget, int limit) {
        this.digest = digest;
        this.report = digest.report();
        this.html = html;
        this.filters = filters;
        this.budget = budget;
        this.fullEnd = html.length() + budget.size(HtmlBudget.Part.CAUSES);
        this.end = fullEnd + budget.size(HtmlBudget.Part.CAUSES_IN_BRIEF);
        this.room = budget.room(fullEnd);
        this.followersBudget = Math.min(FOLLOWERS_BUDGET, budget.size(HtmlBudget.Part.CAUSES) / 4);
        this.left = limit;
        this.facts = new HtmlFacts(digest, html, filters);
    }

    /** One section of causes; nothing at all where there are none. */
    void section(String id, String title, List<CauseView> views) {
        if (views.isEmpty()) {
            return;
        }
        html.open(Tag.SECTION).attribute(Attribute.LABELLED_BY, id);
        html.open(Tag.H2).attribute(Attribute.ID, id).text(title).close();
        int first = told;
        for (CauseView view : views) {
            if (left <= 0 || !isRoomLeft()) {
                break;
            }
            cause(view, inBrief);
            left--;
            told++;
        }
        List<CauseView> rest = views.subList(told - first, views.size());
        if (!rest.isEmpty()) {
            html.element(
                    Tag.P,
                    "Left out to keep this page small: " + Quantity.of(rest.size(), "more cause") + " ("
                            + ReportDigest.bySeverity(rest) + "). The JSON report has all of them.");
        }
        html.close();
    }

    /** Whether one more is told; from where there is no room for one in full on, they are told in brief. */
    private boolean isRoomLeft() {
        if (room.isLeft()) {
            return true;
        }
        if (inBrief) {
            return false;
        }
        inBrief = true;
        room = budget.room(end);
        return room.isLeft();
    }

    private void cause(CauseView view, boolean brief) {
        Drift leading = view.leading();
        Severity severity = view.cause().severity();
        html.open(Tag.DETAILS, "cause " + severity.text())
                .attribute(Attribute.ID, "c-" + view.cause().id())
                .attribute(Attribute.KEYS, filters.keys(view));
        if (told < MOST_OPEN) {
            html.attribute(Attribute.OPEN, "");
        }
        html.open(Tag.SUMMARY);
        html.element(Tag.SPAN, "tag " + severity.text(), severity.text()).text(" ");
        html.element(Tag.SPAN, "tag state", Phrases.state(leading)).text(" ");
        if (TOLD.contains(leading.status())) {
            html.element(Tag.SPAN, "tag state", leading.status().text()).text(" ");
        }
        html.open(Tag.H3).brief(view.cause().summary(), VALUE_LIMIT).close();
        html.open(Tag.SPAN, "line")
                .open(Tag.CODE)
                .brief(leading.address().text(), VALUE_LIMIT)
                .close();
        html.text(" " + ValuesText.line(leading, LINE_LIMIT)).close().close();
        Explanation explanation = leading.explanation();
        // The summary is its own; what is said beneath it may have been said before.
        Explanation common = new Explanation("", explanation.why(), explanation.align(), explanation.unproven());
        String before = explained.putIfAbsent(common, view.cause().id());
        boolean again = before != null && told >= MOST_OPEN && !(common.why() + common.align()).isEmpty();
        if (!brief || !again) {
            html.open(Tag.DIV, "told");
            explanation(explanation, again && before != null ? before : "");
            if (!brief) {
                values(leading);
            }
            html.close();
        }
        about(view, brief, brief && again && before != null ? before : "");
        if (!brief) {
            followers(view);
        }
        html.close();
    }

    private void values(Drift drift) {
        html.open(Tag.TABLE, "values");
        html.open(Tag.CAPTION, "away").text("Who holds what").close();
        boolean placed =
                drift.values().stream().anyMatch(value -> value.evidence().isPresent());
        if (placed) {
            facts.header("environment", "value", "hosts", "found at");
        } else {
            facts.header("environment", "value", "hosts");
        }
        html.open(Tag.TBODY);
        List<String> texts = ValuesText.of(drift, VALUE_LIMIT);
        for (int i = 0; i < Math.min(texts.size(), MOST_VALUES); i++) {
            value(drift.values().get(i), texts.get(i), placed);
        }
        html.close().close();
        HtmlBudget.leftOut(html, texts.size() - MOST_VALUES, "value");
    }

    private void value(EnvironmentValue value, String text, boolean placed) {
        html.open(Tag.TR);
        html.open(Tag.TH)
                .attribute(Attribute.SCOPE, "row")
                .brief(value.environment(), VALUE_LIMIT)
                .close();
        html.element(Tag.TD, "value", text);
        html.element(Tag.TD, Phrases.hosts(value.hosts(), value.count(), 5));
        if (placed) {
            html.open(Tag.TD);
            value.evidence()
                    .ifPresent(evidence ->
                            html.open(Tag.CODE).brief(evidence, VALUE_LIMIT).close());
            html.close();
        }
        html.close();
    }

    /** Why and what to do, or the id of the cause of which the same was said. */
    private void explanation(Explanation explanation, String before) {
        html.open(Tag.DL);
        if (before.isEmpty()) {
            term("why", explanation.why());
            if (!explanation.align().isEmpty()) {
                html.element(Tag.DT, "what to do");
                html.open(Tag.DD, "do").brief(explanation.align(), TEXT_LIMIT).close();
            }
            term("not proven", explanation.unproven());
        } else {
            html.element(Tag.DT, "why").open(Tag.DD).text("and what to do: as for ");
            html.open(Tag.A)
                    .to("c-" + before)
                    .text(digest.ids().of(before))
                    .close()
                    .close();
        }
        html.close();
    }

    /** Whose it is, since when, who judged, and how to look closer: one faint line. */
    private void about(CauseView view, boolean brief, String before) {
        Drift leading = view.leading();
        html.open(Tag.P, "about");
        if (!before.isEmpty()) {
            html.text("why and what to do: as for ").open(Tag.A).to("c-" + before);
            html.text(digest.ids().of(before)).close().text(" · ");
        }
        if (!brief) {
            String direction = Phrases.direction(leading);
            String stage = Phrases.stage(view, report.asOf());
            html.brief(
                            Phrases.scope(leading.scope())
                                    + leading.owner()
                                            .map(owner -> ", owned by " + owner)
                                            .orElse("")
                                    + (direction.isEmpty() ? "" : " · " + direction)
                                    + (stage.isEmpty() ? "" : " · " + stage)
                                    + " · judged by " + leading.judgedBy(),
                            VALUE_LIMIT)
                    .text(" · ");
        }
        html.element(Tag.CODE, "leeway explain " + digest.ids().of(view.cause().id()));
        html.close();
    }

    private void term(String name, String text) {
        if (!text.isEmpty()) {
            html.element(Tag.DT, name).open(Tag.DD).brief(text, TEXT_LIMIT).close();
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
        facts.table(
                "The facts that follow", false, rest, budget.room(Math.min(fullEnd, html.length() + followersBudget)));
        html.close();
    }
}
