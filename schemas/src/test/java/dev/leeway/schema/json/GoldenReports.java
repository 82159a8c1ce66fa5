package dev.leeway.schema.json;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.report.Status;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reports kept as golden files: together they hold every state, standing, disposition and kind of value. */
final class GoldenReports {
    private static final Instant TIME = Instant.parse("2026-11-20T02:00:00Z");

    private GoldenReports() {}

    /** File name to report. */
    static Map<String, Report> reports() {
        Map<String, Report> reports = new TreeMap<>();
        reports.put("full.json", full());
        reports.put("same.json", quiet(Verdict.SAME));
        reports.put("incomplete.json", quiet(Verdict.INCOMPLETE));
        return reports;
    }

    private static Report quiet(Verdict verdict) {
        return new Report(
                TIME,
                "default policy",
                Hash.PREFIX + "0".repeat(64),
                Severity.HIGH,
                List.of(new ReportEnvironment("dev", List.of(), List.of())),
                verdict,
                new Coverage(0, 0, 0, 0, 0, 0, List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Report full() {
        List<Drift> drifts = drifts();
        List<Cause> causes = new ArrayList<>();
        int number = 0;
        for (Disposition disposition : Disposition.values()) {
            causes.add(new Cause(
                    hex(100 + number),
                    "a cause that is " + disposition.text(),
                    nth(Severity.values(), number),
                    disposition,
                    drifts.stream().map(Drift::id).limit(2).toList()));
            number++;
        }
        Report report = new Report(
                TIME,
                "leeway.yaml",
                Hash.PREFIX + "1".repeat(64),
                Severity.MEDIUM,
                environments(),
                Verdict.DRIFT,
                coverage(),
                causes,
                drifts,
                List.of(new ResolvedDrift(hex(200), Address.parse("os/timezone"), Severity.LOW, "zones agree again")),
                List.of(new PolicyFinding("leeway.yaml:14", "matchedNothing", "this rule matched nothing")),
                List.of("12 values withheld"),
                Optional.of(TIME.minusSeconds(86_400)));
        return report.but()
                .owners(new TreeMap<>(Map.of("shop-web", "team-shop")))
                .build();
    }

    private static List<ReportEnvironment> environments() {
        List<ReportHost> hosts = new ArrayList<>();
        for (HostKind kind : HostKind.values()) {
            hosts.add(new ReportHost(
                    "host-" + kind.text(),
                    kind,
                    kind == HostKind.LAPTOP ? Optional.empty() : Optional.of("web"),
                    Hash.PREFIX + "2".repeat(64),
                    TIME,
                    "1.0.0"));
        }
        return List.of(
                new ReportEnvironment("dev", List.of(), List.of()),
                new ReportEnvironment("staging", List.of(), List.of("shop-web")),
                new ReportEnvironment("prod", hosts, List.of("shop-web", "shop-db")));
    }

    private static Coverage coverage() {
        List<Gap> gaps = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            gaps.add(new Gap(
                    "env[shop-web]", "prod", List.of("b", "a"), outcome, "not permitted", outcome.fell(), gaps.size()));
        }
        return new Coverage(4212, 4100, 66, 200, 3, 17, 9, gaps);
    }

    private static List<Drift> drifts() {
        List<Drift> drifts = new ArrayList<>();
        for (int number = 0; number < Math.max(DriftState.values().length, Status.values().length); number++) {
            DriftState state = nth(DriftState.values(), number);
            Drift drift = new Drift(
                    hex(number),
                    Address.parse("env[shop-web]/" + state.text() + "[a%2Fb]/host"),
                    new Scope(
                            number % 2 == 0 ? Scope.Kind.SERVICE : Scope.Kind.ROLE, number % 2 == 0 ? "shop-web" : "*"),
                    state == DriftState.SPLIT ? List.of("prod") : List.of("dev", "prod"),
                    state,
                    nth(Severity.values(), number),
                    nth(Disposition.values(), number),
                    environmentValues(),
                    direction(number),
                    hex(100 + number % Disposition.values().length),
                    new Explanation("what is the matter", "why it matters", "how to align", "what stays unproven"),
                    number == 0 ? "catalogue" : "leeway.yaml:" + number,
                    lifecycle(number));
            drifts.add(drift.in(
                    nth(Status.values(), number),
                    number % 3 == 0 ? Optional.of(LocalDate.of(2026, 11, 30)) : Optional.empty()));
        }
        return drifts;
    }

    private static Optional<Direction> direction(int number) {
        if (number >= Distance.values().length) {
            return Optional.empty();
        }
        boolean lag = number % 2 == 0;
        return Optional.of(new Direction(
                lag ? "dev" : "prod",
                lag ? "prod" : "dev",
                nth(Distance.values(), number),
                Optional.of(lag ? Direction.Movement.LAG : Direction.Movement.HOTFIX)));
    }

    private static Lifecycle lifecycle(int number) {
        Lifecycle.Stage stage = nth(Lifecycle.Stage.values(), number);
        if (stage == Lifecycle.Stage.REOPENED) {
            Instant last = TIME.plusSeconds(172_800);
            List<Instant> recent = List.of(TIME.plusSeconds(86_400), last);
            return new Lifecycle(stage, Optional.of(TIME), 5, Optional.of(last), recent);
        }
        return stage == Lifecycle.Stage.UNTRACKED ? Lifecycle.UNTRACKED : new Lifecycle(stage, Optional.of(TIME));
    }

    private static List<EnvironmentValue> environmentValues() {
        List<EnvironmentValue> values = new ArrayList<>();
        for (Section section : GoldenSnapshots.allValues()) {
            section.facts()
                    .forEach((path, value) -> values.add(new EnvironmentValue(
                            "dev",
                            List.of("web-02", "web-01"),
                            EnvironmentValue.Standing.PRESENT,
                            Optional.of(value.withoutTags()),
                            Optional.of("/etc/shop/web.env:3"))));
        }
        values.add(absent("staging", EnvironmentValue.Standing.MISSING));
        values.add(absent("prod", EnvironmentValue.Standing.UNKNOWN));
        return values;
    }

    private static EnvironmentValue absent(String environment, EnvironmentValue.Standing standing) {
        return new EnvironmentValue(environment, List.of(), standing, Optional.empty(), Optional.empty());
    }

    private static <T> T nth(T[] all, int number) {
        return all[number % all.length];
    }

    private static String hex(int number) {
        return String.format(java.util.Locale.ROOT, "%015x", number);
    }
}
