package dev.leeway.collector.report;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports that carry one text everywhere a text can come from a host, a policy or a file name. */
final class HostileReports {
    private static final String ID = "5c1e07d2f3b9a64";

    private HostileReports() {}

    static Report everywhere(String text) {
        String named = text.isEmpty() ? "empty" : text;
        Address address = new Address(SectionKey.of("env", named), FactPath.of(named));
        Explanation explanation = new Explanation(text, text, text, text);
        List<EnvironmentValue> values = List.of(
                new EnvironmentValue(
                        named, List.of(named), Standing.PRESENT, Optional.of(new Value.Text(text)), Optional.of(text)),
                new EnvironmentValue(
                        "prod",
                        List.of("web-01", named),
                        Standing.PRESENT,
                        Optional.of(Value.SetOf.texts(List.of(text, "b"))),
                        Optional.empty()),
                new EnvironmentValue(
                        "prod",
                        List.of("web-02"),
                        Standing.PRESENT,
                        Optional.of(new Value.Withheld(text)),
                        Optional.empty()));
        Drift open = drift(ID, address, named, values, explanation, text, Disposition.OPEN);
        Drift more = drift("07d2f3b9a645c1e", address, named, values, explanation, text, Disposition.OPEN);
        Drift waived = drift("f3b9a6407d25c1e", address, named, values, explanation, text, Disposition.WAIVED);
        Cause cause = new Cause("a645c1e07d2f3b9", text, Severity.HIGH, Disposition.OPEN, List.of(ID, more.id()));
        Drift lesser = new Drift(
                "e7b60d1f4a295c3",
                address,
                open.scope(),
                open.between(),
                DriftState.DIFFERENT,
                Severity.LOW,
                Disposition.OPEN,
                values,
                Optional.empty(),
                "c3e7b60d1f4a295",
                explanation,
                text,
                Lifecycle.UNTRACKED);
        Cause low = new Cause("c3e7b60d1f4a295", text, Severity.LOW, Disposition.OPEN, List.of(lesser.id()));
        Cause accepted = new Cause("b9a645c1e07d2f3", text, Severity.HIGH, Disposition.WAIVED, List.of(waived.id()));
        ReportHost host =
                new ReportHost(named, HostKind.LAPTOP, Optional.of(named), "c1:sha256:0", SampleReports.AS_OF, named);
        return new Report(
                SampleReports.AS_OF,
                named,
                "c1:sha256:0",
                Severity.MEDIUM,
                List.of(
                        new ReportEnvironment(named, List.of(host), List.of(named)),
                        new ReportEnvironment("prod", List.of(), List.of(named))),
                Verdict.DRIFT,
                new Coverage(
                        10,
                        7,
                        0,
                        1,
                        0,
                        0,
                        List.of(new Gap(named, named, List.of(named), Outcome.FAILED, text, true, 3))),
                List.of(cause, low, accepted),
                List.of(open, more, lesser, waived),
                List.of(new ResolvedDrift("9a645c1e07d2f3b", address, Severity.LOW, text)),
                List.of(new PolicyFinding(named, "expired", text)),
                List.of(text),
                Optional.of(SampleReports.AS_OF.minus(Duration.ofHours(24))));
    }

    /** One report of all that {@link #everywhere} would say of each of {@code texts}. */
    static Report together(List<String> texts) {
        List<ReportEnvironment> environments = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        List<Cause> causes = new ArrayList<>();
        List<Drift> drifts = new ArrayList<>();
        List<ResolvedDrift> resolved = new ArrayList<>();
        List<PolicyFinding> findings = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Report last = everywhere("");
        for (int i = 0; i < texts.size(); i++) {
            String number = String.format(Locale.ROOT, "%02x", i);
            last = everywhere(texts.get(i));
            environments.add(last.environments().get(0));
            gaps.addAll(last.coverage().gaps());
            last.causes().forEach(cause -> causes.add(numbered(cause, number)));
            last.drifts().forEach(drift -> drifts.add(numbered(drift, number)));
            resolved.addAll(last.resolved());
            findings.addAll(last.policyFindings());
            notes.addAll(last.notes());
        }
        environments.add(last.environments().get(1));
        return last.but()
                .environments(environments)
                .coverage(last.coverage().withGaps(gaps))
                .causes(causes)
                .drifts(drifts)
                .resolved(resolved)
                .policyFindings(findings)
                .notes(notes)
                .build();
    }

    private static Cause numbered(Cause cause, String number) {
        List<String> drifts =
                cause.drifts().stream().map(id -> number + id.substring(2)).toList();
        return new Cause(
                number + cause.id().substring(2), cause.summary(), cause.severity(), cause.disposition(), drifts);
    }

    private static Drift numbered(Drift drift, String number) {
        return new Drift(
                number + drift.id().substring(2),
                drift.address(),
                drift.scope(),
                drift.between(),
                drift.state(),
                drift.severity(),
                drift.disposition(),
                drift.values(),
                drift.direction(),
                number + drift.cause().substring(2),
                drift.explanation(),
                drift.judgedBy(),
                drift.lifecycle(),
                drift.change());
    }

    private static Drift drift(
            String id,
            Address address,
            String scope,
            List<EnvironmentValue> values,
            Explanation explanation,
            String judgedBy,
            Disposition disposition) {
        return new Drift(
                id,
                address,
                new Scope(Scope.Kind.SERVICE, scope),
                List.of(scope, "prod"),
                DriftState.DIFFERENT,
                Severity.HIGH,
                disposition,
                values,
                Optional.empty(),
                disposition == Disposition.OPEN ? "a645c1e07d2f3b9" : "b9a645c1e07d2f3",
                explanation,
                judgedBy,
                Lifecycle.UNTRACKED,
                Optional.of(new Change(
                        SampleReports.AS_OF.minus(Duration.ofHours(24)), List.of(scope), List.of("prod"), values)));
    }
}
