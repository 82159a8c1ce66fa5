package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Causes as text: severity, state and summary, then the leading fact, why it matters and how to align. */
final class TextCauses {
    private static final int SEVERITY = 10;
    private static final int STATE = 12;
    private static final int VALUE_LIMIT = 160;

    private final ReportDigest digest;
    private final TextLines lines;
    private final Instant asOf;
    private final int idColumn;
    private String above = "";

    TextCauses(ReportDigest digest, TextLines lines) {
        this.digest = digest;
        this.lines = lines;
        this.asOf = digest.report().asOf();
        this.idColumn = Math.max(SEVERITY, digest.ids().length() + 2);
    }

    /** At most {@code most} of {@code views} beneath {@code title}, saying what was left out; how many were shown. */
    int section(String title, List<CauseView> views, int most) {
        if (views.isEmpty()) {
            return 0;
        }
        lines.gap();
        above = "";
        if (!title.isEmpty()) {
            lines.text(Ink.STRONG, title, 0);
        }
        int shown = Math.min(Math.max(most, 0), views.size());
        for (CauseView view : views.subList(0, shown)) {
            cause(view);
        }
        if (shown < views.size()) {
            List<CauseView> rest = views.subList(shown, views.size());
            lines.line(
                    "... and " + Quantity.of(rest.size(), "more cause") + " (" + ReportDigest.bySeverity(rest)
                            + "); all of them: --limit 0, --format html or --format json",
                    4);
        }
        return shown;
    }

    private void cause(CauseView view) {
        Drift leading = view.leading();
        Severity severity = view.cause().severity();
        lines.cell(Ink.of(severity), severity.text().toUpperCase(Locale.ROOT), idColumn)
                .cell(Ink.PLAIN, Phrases.state(leading), STATE)
                .text(Ink.STRONG, VisibleText.of(view.cause().summary()), idColumn + STATE);
        lines.cell(Ink.FAINT, digest.ids().of(view.cause().id()), idColumn).line(facts(leading), idColumn + 2);
        advice(leading.explanation());
        List<String> more = new ArrayList<>();
        if (!view.following().isEmpty()) {
            more.add(view.following());
        }
        String stage = Phrases.stage(view, asOf);
        // That it is new, its section says already.
        if (!stage.isEmpty() && !stage.equals("new")) {
            more.add(stage);
        }
        if (!more.isEmpty()) {
            indented(String.join(" · ", more));
        }
    }

    /** Why and how; what was said of the cause just above is not said again. */
    private void advice(Explanation explanation) {
        List<String> parts = new ArrayList<>();
        if (!explanation.why().isEmpty()) {
            parts.add("why: " + VisibleText.of(explanation.why()));
        }
        if (!explanation.align().isEmpty()) {
            parts.add("align: " + VisibleText.of(explanation.align()));
        }
        String told = String.join(" · ", parts);
        if (told.equals(above) && !told.isEmpty()) {
            indented("why and how to align: as above");
        } else if (!told.isEmpty()) {
            indented(told);
        }
        above = told;
    }

    private String facts(Drift leading) {
        String direction = Phrases.direction(leading);
        String evidence = evidence(leading);
        return values(leading)
                + (direction.isEmpty() ? "" : " · " + direction)
                + (evidence.isEmpty() ? "" : " · " + evidence);
    }

    /** {@code env[shop-web]/LOG_LEVEL = debug in dev · info in prod}. */
    static String values(Drift drift) {
        return VisibleText.of(drift.address().text()) + " = " + ValuesText.line(drift, VALUE_LIMIT);
    }

    /** Where the value was found, when one place says it all. */
    private static String evidence(Drift drift) {
        Set<String> places = new TreeSet<>();
        drift.values().forEach(value -> value.evidence().ifPresent(places::add));
        return places.size() == 1 ? Phrases.found(places.iterator().next()) : "";
    }

    private void indented(String text) {
        lines.cell(Ink.PLAIN, "", idColumn).line(text, idColumn + 2);
    }
}
