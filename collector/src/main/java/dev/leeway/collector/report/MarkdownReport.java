package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A report as Markdown for comments on changes and summaries of pipelines: the answer, a table of causes, each of them to be unfolded.
 *
 * <p>Within a budget of bytes, beyond which code hosts refuse the whole; what is left out is counted.
 */
final class MarkdownReport {
    /** Comments hold 65,536 characters; whoever posts it adds some of their own. */
    static final int BUDGET = 60_000;

    private static final int VALUE_LIMIT = 200;
    private static final int LINE_LIMIT = 400;
    private static final int MOST_FACTS = 10;
    private static final int MOST_GAPS = 20;
    private static final int MOST_FINDINGS = 10;
    private static final int MOST_RESOLVED = 20;
    /** A budget of so many times the usual one shows so many times as much of each list. */
    private static final int MOST_TIMES = 10;

    /** For what says how much was left out. */
    private static final int REST = 1_000;

    private final Report report;
    private final ReportDigest digest;
    private final Answer answer;
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final int limit;
    private final int budget;
    /** For what follows the causes. */
    private final int reserved;

    private final int times;
    private int bytes;

    private MarkdownReport(Report report, RenderOptions options) {
        this.report = report;
        this.digest = new ReportDigest(report);
        this.answer = new Answer(digest);
        this.limit = options.limit().orElse(Integer.MAX_VALUE);
        this.budget = options.budget().orElse(BUDGET);
        this.reserved = Math.min(budget / 5, 5 * BUDGET);
        this.times = Math.max(1, Math.min(budget / BUDGET, MOST_TIMES));
    }

    /** What of {@code report} the budget allows. */
    static String render(Report report, RenderOptions options) {
        MarkdownReport markdown = new MarkdownReport(report, options);
        markdown.head();
        markdown.causes();
        markdown.gaps();
        markdown.policy();
        markdown.resolved();
        markdown.next();
        return markdown.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
        bytes += text.getBytes(StandardCharsets.UTF_8).length + 1;
    }

    private boolean fits(String more, int kept) {
        return bytes + more.getBytes(StandardCharsets.UTF_8).length + kept < budget;
    }

    private void head() {
        List<String> names =
                report.environments().stream().map(ReportEnvironment::name).toList();
        line("## Leeway: "
                + cut(names.size() == 2 ? names.get(0) + " against " + names.get(1) : ValuesText.and(names)));
        line("");
        line("**" + cut(answer.headline()) + "**");
        line("");
        line(cut(answer.parity() + " · " + answer.observed()) + "  ");
        line(cut(String.join(" · ", answer.tallies())) + "  ");
        List<String> sides = new ArrayList<>();
        report.environments().forEach(environment -> sides.add(Phrases.environment(environment, report.asOf())));
        line(cut(String.join(" · ", sides) + " · "
                + Quantity.of(digest.sharedServices(), "shared service") + " · as of "
                + Quantity.moment(report.asOf()) + " · " + report.policyName()));
        String alone = new SharedServices(report).none();
        if (!alone.isEmpty()) {
            line("");
            line(cut(alone));
        }
        int told = 0;
        for (PolicyFinding doubt : capped(digest.doubts(), MOST_FINDINGS)) {
            String line = "**Policy:** " + cut(doubt.message());
            if (!fits(line, reserved)) {
                break;
            }
            line("");
            line(line);
            told++;
        }
        if (told < digest.doubts().size()) {
            line("");
            line("... and " + Quantity.of(digest.doubts().size() - told, "more policy finding")
                    + ". The JSON report has all of them.");
        }
    }

    private void causes() {
        List<CauseView> views = new ArrayList<>(digest.causes(Disposition.OPEN));
        views.addAll(digest.causes(Disposition.INFORMATIONAL));
        if (views.isEmpty()) {
            return;
        }
        line("");
        line("| severity | state | cause | |");
        line("|---|---|---|---|");
        int shown = 0;
        for (CauseView view : views) {
            String row = row(view);
            // Every cause has a line before any is told in full.
            if (shown >= limit || !fits(row, reserved)) {
                break;
            }
            line(row);
            shown++;
        }
        List<CauseView> rest = views.subList(shown, views.size());
        if (!rest.isEmpty()) {
            line("");
            line("... and "
                    + MarkdownText.of(Quantity.of(rest.size(), "more cause") + " (" + ReportDigest.bySeverity(rest)
                            + "). The JSON report has all of them."));
        }
        int told = 0;
        for (CauseView view : views.subList(0, shown)) {
            String details = details(view);
            if (!fits(details, reserved)) {
                line("");
                line("Not unfolded here: " + Quantity.of(shown - told, "cause") + ".");
                break;
            }
            line(details);
            told++;
        }
    }

    private String row(CauseView view) {
        String stage = Phrases.stage(view, report.asOf());
        return "| **" + view.cause().severity().text().toUpperCase(Locale.ROOT) + "** | "
                + MarkdownText.of(Phrases.state(view.leading())) + " | "
                + MarkdownText.of(view.cause().summary()) + " | "
                + MarkdownText.of(stage + (stage.isEmpty() ? "" : " · "))
                + MarkdownText.code(digest.ids().of(view.cause().id())) + " |";
    }

    private String details(CauseView view) {
        Drift leading = view.leading();
        Explanation explanation = leading.explanation();
        StringBuilder text = new StringBuilder("\n<details><summary>");
        text.append(MarkdownText.of(
                        digest.ids().of(view.cause().id()) + " " + view.cause().summary()))
                .append("</summary>\n\n");
        term(text, "why", explanation.why());
        term(text, "align", explanation.align());
        term(text, "not proven", explanation.unproven());
        term(text, "direction", Phrases.direction(leading));
        matrix(text, capped(view.drifts(), MOST_FACTS * times));
        if (view.drifts().size() > MOST_FACTS * times) {
            text.append("\n... and ")
                    .append(Quantity.of(view.drifts().size() - MOST_FACTS * times, "more drift"))
                    .append('\n');
        }
        return text.append("\n</details>").toString();
    }

    private static void term(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("- **")
                    .append(name)
                    .append(":** ")
                    .append(MarkdownText.of(value))
                    .append('\n');
        }
    }

    /** Facts down, environments across. */
    private void matrix(StringBuilder text, List<Drift> drifts) {
        text.append("\n| fact |");
        for (ReportEnvironment environment : report.environments()) {
            text.append(' ').append(MarkdownText.of(environment.name())).append(" |");
        }
        text.append(" found |\n|---|")
                .append("---|".repeat(report.environments().size() + 1))
                .append('\n');
        // A fact that differs between several pairs of environments stands in one row with all of them.
        Set<String> rows = new LinkedHashSet<>();
        for (Drift drift : drifts) {
            StringBuilder row = new StringBuilder();
            row.append("| ").append(MarkdownText.of(drift.address().text())).append(" |");
            List<String> values = ValuesText.of(drift, VALUE_LIMIT);
            for (ReportEnvironment environment : report.environments()) {
                List<String> held = new ArrayList<>();
                for (int i = 0; i < values.size(); i++) {
                    EnvironmentValue value = drift.values().get(i);
                    if (value.environment().equals(environment.name())) {
                        held.add(MarkdownText.of(values.get(i)));
                    }
                }
                row.append(' ').append(String.join("<br>", held)).append(" |");
            }
            row.append(' ')
                    .append(drift.values().stream()
                            .flatMap(value -> value.evidence().stream())
                            .distinct()
                            .map(MarkdownText::of)
                            .reduce((left, right) -> left + "<br>" + right)
                            .orElse(""))
                    .append(" |\n");
            rows.add(row.toString());
        }
        rows.forEach(text::append);
    }

    private void resolved() {
        if (report.resolved().isEmpty()) {
            return;
        }
        line("");
        line("**Resolved:** " + Quantity.of(report.resolved().size(), "fact"));
        line("");
        bullets(
                report.resolved().stream()
                        .map(drift -> drift.severity().text() + ": " + drift.summary() + " · "
                                + drift.address().text())
                        .toList(),
                MOST_RESOLVED,
                "resolved fact");
    }

    /** What is required first: nothing may make it fall out. */
    private void gaps() {
        List<Gap> gaps = new ArrayList<>(report.coverage().gaps());
        gaps.sort((left, right) -> Boolean.compare(right.required(), left.required()));
        List<String> lines = GapLines.of(gaps);
        if (lines.isEmpty()) {
            return;
        }
        line("");
        line("**Not compared:**");
        line("");
        bullets(lines, MOST_GAPS, "gap");
    }

    private void policy() {
        List<PolicyFinding> findings = new ArrayList<>(report.policyFindings());
        findings.removeAll(digest.doubts());
        List<String> lines = new ArrayList<>();
        findings.forEach(finding -> lines.add("policy: " + finding.origin() + ": " + finding.message()));
        report.notes().forEach(note -> lines.add("note: " + note));
        if (lines.isEmpty()) {
            return;
        }
        line("");
        bullets(lines, MOST_FINDINGS, "remark");
    }

    private void next() {
        List<CauseView> open = digest.causes(Disposition.OPEN);
        if (!open.isEmpty()) {
            line("");
            line("Next: "
                    + MarkdownText.code("leeway explain "
                            + digest.ids().of(open.get(0).cause().id())));
        }
    }

    /** Of what is told however long the report is, no more than a few lines. */
    private String cut(String text) {
        return MarkdownText.of(ValueText.shortened(VisibleText.of(text), Math.min(LINE_LIMIT, budget / 100)));
    }

    /** The first of them, as far as there is room, and how many more there are. */
    private void bullets(List<String> lines, int most, String noun) {
        int told = 0;
        for (String each : capped(lines, most * times)) {
            String line = "- " + cut(each);
            if (!fits(line, REST)) {
                break;
            }
            line(line);
            told++;
        }
        if (told < lines.size()) {
            line("- ... and " + Quantity.of(lines.size() - told, "more " + noun)
                    + ". The JSON report has all of them.");
        }
    }

    private static <T> List<T> capped(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }
}
