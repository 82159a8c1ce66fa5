package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A report as text for a terminal, a mail or a log: the answer, then why, then what to do. */
final class TextReport {
    private static final int MOST_CAUSES = 100;
    private static final int MOST_GAPS = 10;
    private static final int MOST_FINDINGS = 20;
    private static final String DOT = " · ";

    private final ReportDigest digest;
    private final Report report;
    private final Answer answer;
    private final TextLines lines;
    private final TextCauses causes;
    private final int limit;

    private TextReport(Report report, RenderOptions options) {
        this.digest = new ReportDigest(report);
        this.report = report;
        this.answer = new Answer(digest);
        this.lines = new TextLines(options.width(), options.colour());
        this.causes = new TextCauses(digest, lines);
        this.limit = options.limit().orElse(MOST_CAUSES);
    }

    /** The whole of {@code report}. */
    static String render(Report report, RenderOptions options) {
        TextReport text = new TextReport(report, options);
        text.head();
        text.body();
        text.matrix(options.width());
        text.allowed();
        text.tallies();
        text.policy();
        text.next();
        return text.lines.toString();
    }

    private void head() {
        if (report.verdict() != Verdict.DRIFT) {
            Ink ink = report.verdict() == Verdict.SAME ? Ink.GOOD : Ink.HIGH;
            lines.text(ink, answer.headline(), 0);
            lines.line(capitalised(answer.parity()) + DOT + answer.observed() + ".", 0);
            required();
        } else if (report.promotion().isPresent()) {
            lines.text(Ink.HIGH, answer.headline(), 0);
        }
        List<String> parts = new ArrayList<>();
        parts.add(sides());
        parts.add(Quantity.of(digest.sharedServices(), "shared service"));
        parts.add(TextLines.unbroken("as of " + Quantity.moment(report.asOf())));
        parts.add(VisibleText.of(report.policyName()));
        lines.line(String.join(DOT, parts), 2);
        String alone = new SharedServices(report).none();
        if (!alone.isEmpty()) {
            lines.line(alone, 2);
        }
        policy(Ink.HIGH, digest.doubts());
        sincePrevious();
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String sides() {
        List<String> sides = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            sides.add(Phrases.environment(environment, report.asOf()));
        }
        return sides.size() == 2 ? sides.get(0) + " against " + sides.get(1) : ValuesText.and(sides);
    }

    private void required() {
        for (Gap gap : capped(digest.requiredGaps(), MOST_GAPS)) {
            lines.cell(Ink.PLAIN, "", 2).line("required: " + Phrases.gap(gap), 4);
        }
        leftOut(digest.requiredGaps().size() - MOST_GAPS, "required gap", 2);
    }

    private void sincePrevious() {
        if (report.previous().isEmpty()) {
            return;
        }
        List<CauseView> open = digest.causes(Disposition.OPEN);
        int fresh = 0;
        for (CauseView view : open) {
            fresh += view.isNew() ? 1 : 0;
        }
        lines.line(
                "since " + Quantity.moment(report.previous().get()) + " ("
                        + Quantity.ago(report.previous().get(), report.asOf()) + "): "
                        + digest.news(fresh, open.size() - fresh, ", "),
                2);
    }

    private void body() {
        List<CauseView> open = digest.causes(Disposition.OPEN);
        if (report.previous().isPresent()) {
            int shown = causes.section("New", newOnes(open, true), limit);
            shown += causes.section("Still open", newOnes(open, false), limit - shown);
            resolved();
            causes.section("For information", digest.causes(Disposition.INFORMATIONAL), limit - shown);
        } else if (report.drifts().stream().anyMatch(drift -> drift.change().isPresent())) {
            int shown = 0;
            for (Since since : Since.values()) {
                shown += causes.section(since.title(), since.of(open), limit - shown);
            }
            causes.section("For information", digest.causes(Disposition.INFORMATIONAL), limit - shown);
        } else {
            int shown = causes.section("", open, limit);
            causes.section("", digest.causes(Disposition.INFORMATIONAL), limit - shown);
        }
    }

    private void matrix(int width) {
        List<CauseView> views = new ArrayList<>(digest.causes(Disposition.OPEN));
        views.addAll(digest.causes(Disposition.INFORMATIONAL));
        new TextMatrix(digest, lines, width).write(views, limit);
    }

    /** What lies within leeway, for a reader who asked for everything. */
    private void allowed() {
        List<Drift> allowed = digest.drifts(Disposition.WITHIN_LEEWAY);
        if (limit < Integer.MAX_VALUE || allowed.isEmpty()) {
            return;
        }
        lines.gap().text(Ink.STRONG, "Within leeway", 0);
        int column = digest.ids().length() + 2;
        for (Drift drift : allowed) {
            lines.cell(Ink.FAINT, digest.ids().of(drift.id()), column).line(TextCauses.values(drift), column + 2);
        }
    }

    private static List<CauseView> newOnes(List<CauseView> views, boolean fresh) {
        List<CauseView> chosen = new ArrayList<>();
        for (CauseView view : views) {
            if (view.isNew() == fresh) {
                chosen.add(view);
            }
        }
        return chosen;
    }

    private void resolved() {
        List<ResolvedDrift> resolved = report.resolved();
        if (resolved.isEmpty()) {
            return;
        }
        lines.gap().text(Ink.STRONG, "Resolved", 0);
        for (ResolvedDrift drift : capped(resolved, limit)) {
            lines.cell(Ink.of(drift.severity()), drift.severity().text(), 10)
                    .line(
                            VisibleText.of(drift.summary())
                                    + DOT
                                    + VisibleText.of(drift.address().text()),
                            10);
        }
        leftOut(resolved.size() - limit, "resolved fact", 0);
    }

    private void tallies() {
        lines.gap().line(String.join(DOT, answer.tallies()), 2);
        if (report.verdict() == Verdict.DRIFT) {
            lines.line(answer.parity() + DOT + answer.observed(), 2);
        }
        if (!answer.leastObserved().isEmpty()) {
            lines.line(answer.leastObserved(), 2);
        }
        List<Gap> gaps = new ArrayList<>(report.coverage().gaps());
        if (report.verdict() == Verdict.DRIFT) {
            gaps.sort((left, right) -> Boolean.compare(right.required(), left.required()));
        } else {
            gaps.removeIf(Gap::required);
        }
        List<String> told = GapLines.of(gaps);
        for (String line : capped(told, MOST_GAPS)) {
            lines.cell(Ink.PLAIN, "", 2).line(line, 4);
        }
        leftOut(told.size() - MOST_GAPS, "gap", 2);
        if (!answer.secrets().isEmpty()) {
            lines.line(answer.secrets(), 2);
        }
        for (String note : report.notes()) {
            lines.line("note: " + VisibleText.of(note), 2);
        }
    }

    private void policy() {
        List<PolicyFinding> findings = new ArrayList<>(report.policyFindings());
        findings.removeAll(digest.doubts());
        policy(Ink.PLAIN, findings);
    }

    private void policy(Ink ink, List<PolicyFinding> findings) {
        for (PolicyFinding finding : capped(findings, MOST_FINDINGS)) {
            lines.text(
                    ink, "policy: " + VisibleText.of(finding.origin()) + ": " + VisibleText.of(finding.message()), 2);
        }
        leftOut(findings.size() - MOST_FINDINGS, "policy finding", 0);
    }

    private void next() {
        List<String> commands = new ArrayList<>();
        List<CauseView> open = new ArrayList<>();
        for (Since since : Since.values()) {
            open.addAll(since.of(digest.causes(Disposition.OPEN)));
        }
        for (CauseView view : capped(open.isEmpty() ? digest.causes(Disposition.INFORMATIONAL) : open, 2)) {
            commands.add(TextLines.unbroken(
                    "leeway explain " + digest.ids().of(view.cause().id())));
        }
        // What was observed and cannot be compared no right on the host would mend.
        if (digest.requiredGaps().stream()
                .anyMatch(gap -> !gap.hosts().isEmpty() && gap.outcome() != Outcome.COLLECTED)) {
            commands.add(TextLines.unbroken("leeway-agent doctor") + " (on the host that could not be read)");
        }
        if (!commands.isEmpty()) {
            lines.line("next: " + String.join(DOT, commands), 6);
        }
    }

    private void leftOut(int count, String noun, int indent) {
        if (count > 0) {
            lines.cell(Ink.PLAIN, "", indent)
                    .line(
                            "... and " + Quantity.of(count, "more " + noun) + " (all of them: --format json)",
                            indent + 2);
        }
    }

    private static <T> List<T> capped(List<T> all, int most) {
        return all.subList(0, Math.min(Math.max(most, 0), all.size()));
    }
}
