package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A report as a table for spreadsheets: a row for each drift, what lies within leeway included, then one for each gap and the verdict.
 *
 * <p>As RFC 4180 has it, with a column for each environment. What a spreadsheet would take for a formula begins with an apostrophe.
 */
final class CsvReport {
    /** Spreadsheets hold no longer cells. */
    private static final int MOST_CHARACTERS = 32_000;

    private static final int VALUE_LIMIT = 4_000;

    /** What formulas begin with; some spreadsheets read the wide forms as the plain ones. */
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final List<String> BEFORE = List.of(
            "kind", "id", "cause", "severity", "disposition", "state", "scope", "address", "between", "direction");
    private static final List<String> BEHIND = List.of(
            "summary", "why", "align", "unproven", "evidence", "judged by", "stage", "first seen", "owner", "status");

    private final Report report;
    private final StringBuilder out = new StringBuilder(1 << 14);

    private CsvReport(Report report) {
        this.report = report;
    }

    /** The whole of {@code report}. */
    static String render(Report report) {
        CsvReport csv = new CsvReport(report);
        List<String> names =
                report.environments().stream().map(ReportEnvironment::name).toList();
        csv.row(BEFORE, names, BEHIND);
        report.drifts().forEach(csv::drift);
        report.coverage().gaps().forEach(csv::gap);
        report.policyFindings()
                .forEach(finding -> csv.remark("policy", finding.kind(), finding.message(), finding.origin()));
        csv.remark(
                "verdict",
                report.verdict().text(),
                new Answer(new ReportDigest(report)).headline(),
                report.policyName());
        return csv.out.toString();
    }

    private void drift(Drift drift) {
        row(
                List.of(
                        "drift",
                        drift.id(),
                        drift.cause(),
                        drift.severity().text(),
                        drift.disposition().text(),
                        drift.state().text(),
                        drift.scope().kind().text() + " " + drift.scope().name(),
                        drift.address().text(),
                        String.join(" ", drift.between()),
                        Phrases.direction(drift)),
                values(drift),
                List.of(
                        drift.explanation().summary(),
                        drift.explanation().why(),
                        drift.explanation().align(),
                        drift.explanation().unproven(),
                        evidence(drift),
                        drift.judgedBy(),
                        drift.lifecycle().stage().text(),
                        drift.lifecycle().firstSeen().map(Instant::toString).orElse(""),
                        drift.owner().orElse(""),
                        drift.status().text()));
    }

    /** What each environment holds, in the order of the columns; nothing in those that the drift is not about. */
    private List<String> values(Drift drift) {
        List<String> texts = ValuesText.of(drift, VALUE_LIMIT);
        List<String> cells = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            List<String> held = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                EnvironmentValue value = drift.values().get(i);
                if (value.environment().equals(environment.name())) {
                    held.add(texts.get(i));
                }
            }
            cells.add(String.join(" | ", held));
        }
        return cells;
    }

    private static String evidence(Drift drift) {
        Set<String> places = new TreeSet<>();
        drift.values().forEach(value -> value.evidence().ifPresent(places::add));
        return String.join(" | ", places);
    }

    private void gap(Gap gap) {
        row(
                List.of(
                        "gap",
                        "",
                        "",
                        "",
                        gap.required() ? "required" : "",
                        gap.outcome().text(),
                        "environment " + gap.environment(),
                        gap.pattern(),
                        gap.environment(),
                        ""),
                blank(report.environments().size()),
                List.of(Phrases.gap(gap), gap.reason(), "", "", "", "", "", "", "", ""));
    }

    private void remark(String kind, String state, String text, String by) {
        row(
                List.of(kind, "", "", "", "", state, "", "", "", ""),
                blank(report.environments().size()),
                List.of(text, "", "", "", "", by, "", "", "", ""));
    }

    private static List<String> blank(int columns) {
        return Collections.nCopies(columns, "");
    }

    @SafeVarargs
    private void row(List<String>... parts) {
        String separator = "";
        for (List<String> part : parts) {
            for (String cell : part) {
                out.append(separator);
                cell(VisibleText.of(cell));
                separator = ",";
            }
        }
        out.append("\r\n");
    }

    private void cell(String text) {
        String shown = ValueText.shortened(text, MOST_CHARACTERS);
        String first = shown.stripLeading();
        boolean formula = !first.isEmpty() && FORMULA.indexOf(first.charAt(0)) >= 0;
        boolean quoted =
                shown.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c == '\'') || !shown.equals(first);
        String harmless = formula ? "'" + shown : shown;
        out.append(quoted || formula ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless);
    }
}
