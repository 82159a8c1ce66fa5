package dev.leeway.collector.digest;

import dev.leeway.collector.report.Drifts;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nights to tell of. */
final class Nights {
    static final Instant AS_OF = SampleReports.AS_OF;
    static final Audience EVERYBODY = new Audience(List.of(), List.of(), Severity.INFO);

    private Nights() {}

    static Night of(Report report) {
        return new Night(report, Duration.ofDays(2));
    }

    /** With all that a night can tell: new, open, resolved, ending waivers, gaps, silence, owners. */
    static Night eventful() {
        Report three = SampleReports.ofThree();
        List<Drift> drifts = new ArrayList<>();
        for (Drift drift : three.drifts()) {
            boolean old = drift.severity() == Severity.MEDIUM || drift.severity() == Severity.LOW;
            Drift aged = Drifts.aged(
                    drift,
                    new Lifecycle(
                            old ? Stage.OPEN : Stage.NEW, Optional.of(old ? AS_OF.minus(Duration.ofDays(23)) : AS_OF)));
            drifts.add(aged.ownedBy(drift.owner()));
        }
        Gap gap = new Gap("env[shop-web]", "prod", List.of("web-07"), Outcome.REFUSED, "not permitted", true, 13);
        Gap lesser = new Gap("container", "prod", List.of("web-01"), Outcome.TIMED_OUT, "no answer", false, 0);
        Report report = three.but()
                .drifts(drifts)
                .coverage(new Coverage(4212, 4205, 2, 250, 8, 12, List.of(gap, lesser)))
                .resolved(SampleReports.withHistory().resolved())
                .policyFindings(List.of(
                        new PolicyFinding(
                                "leeway.yaml:14",
                                "expiresSoon",
                                "the waiver by platform ends on 2026-11-26, in 6 days"),
                        new PolicyFinding(
                                "leeway.yaml:3",
                                PolicyFinding.UNDELIVERED,
                                "the policy lists canary, and no snapshot came from it",
                                Optional.of("canary"),
                                Optional.empty(),
                                List.of())))
                .previous(AS_OF.minus(Duration.ofDays(1)))
                .silent(List.of(new SilentService(
                        "shop-worker",
                        "prod",
                        AS_OF.minus(Duration.ofDays(3)),
                        List.of("pod-1", "pod-2"),
                        Optional.of("team-shop"))))
                .build();
        return new Night(report, Duration.ofHours(24));
    }

    /** A report of open drifts of these stages, each a cause of its own. */
    static Report staged(Stage... stages) {
        List<Drift> drifts = new ArrayList<>();
        for (int i = 0; i < stages.length; i++) {
            drifts.add(staged(i, stages[i], Severity.HIGH));
        }
        return of(drifts);
    }

    static Drift staged(int number, Stage stage, Severity severity) {
        Drift drift = Drifts.open(
                "%04x07d2f3b9a64".formatted(number + 1),
                "env[shop-web]/V" + number,
                DriftState.DIFFERENT,
                severity,
                "shop-web: V" + number + " differs");
        return Drifts.aged(
                drift,
                stage == Stage.UNTRACKED
                        ? Lifecycle.UNTRACKED
                        : stage == Stage.REOPENED
                                ? new Lifecycle(stage, Optional.of(AS_OF.minusSeconds(9)), 1, Optional.of(AS_OF))
                                : new Lifecycle(stage, Optional.of(AS_OF.minus(Duration.ofDays(3)))));
    }

    static Report of(List<Drift> drifts) {
        List<Cause> causes = drifts.stream().map(Drifts::cause).toList();
        return SampleReports.equal()
                .but()
                .verdict(drifts.isEmpty() ? Verdict.SAME : Verdict.DRIFT)
                .drifts(drifts)
                .causes(causes)
                .coverage(new Coverage(100, 99, 0, 0, 0, 0, List.of()))
                .build();
    }

    /** What an audience that was told of nothing yet is told. */
    static Notice told(Night night, Audience audience) {
        return Digest.of(night, audience, all(night, audience));
    }

    static Set<String> all(Night night, Audience audience) {
        Digest.Candidates candidates = Digest.candidates(night, audience);
        Set<String> ids = new HashSet<>(candidates.fresh());
        ids.addAll(candidates.open());
        candidates.standing().forEach(ids::addAll);
        return ids;
    }

    static Report prod(ReportHost... hosts) {
        return SampleReports.equal()
                .but()
                .environments(List.of(
                        new ReportEnvironment("dev", List.of(heard("mine", Duration.ZERO, Duration.ZERO)), List.of()),
                        new ReportEnvironment("prod", List.of(hosts), List.of())))
                .build();
    }

    /** A host whose snapshot arrived {@code ago}, its clock that much {@code ahead}. */
    static ReportHost heard(String name, Duration ago, Duration ahead) {
        return new ReportHost(
                name,
                HostKind.SERVER,
                Optional.empty(),
                "c1:sha256:0",
                AS_OF.minus(ago).plus(ahead),
                "1.0.0",
                Optional.of(AS_OF.minus(ago)),
                false);
    }

    static String news(Night night, List<String> owners, List<String> environments, Severity severity) {
        return Nights.told(night, new Audience(owners, environments, severity)).headline();
    }

    static List<String> sorts(Notice notice) {
        return notice.parts().stream()
                .map(part -> part.sort() + " " + part.told() + " of " + part.total())
                .toList();
    }
}
