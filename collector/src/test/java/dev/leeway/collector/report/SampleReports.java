package dev.leeway.collector.report;

import static dev.leeway.collector.report.Drifts.absent;
import static dev.leeway.collector.report.Drifts.cause;
import static dev.leeway.collector.report.Drifts.disposed;
import static dev.leeway.collector.report.Drifts.found;
import static dev.leeway.collector.report.Drifts.open;
import static dev.leeway.collector.report.Drifts.present;
import static dev.leeway.collector.report.Drifts.text;
import static dev.leeway.collector.report.Drifts.version;
import static dev.leeway.collector.report.Drifts.withDirection;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Direction.Movement;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reports to render: believable ones, and ones of any size. */
public final class SampleReports {
    public static final Instant AS_OF = Instant.parse("2026-11-20T08:00:00Z");

    private static final Gap REFUSED =
            new Gap("env[shop-web]", "prod", List.of("web-07"), Outcome.REFUSED, "not permitted", true, 13);
    private static final Gap SLOW =
            new Gap("container", "prod", List.of("web-01", "web-02"), Outcome.TIMED_OUT, "no answer", false, 0);
    private static final List<DriftState> STATES =
            List.of(DriftState.DIFFERENT, DriftState.MISSING, DriftState.UNEXPECTED, DriftState.SPLIT);

    private SampleReports() {}

    /** Nothing differs. */
    public static Report equal() {
        return new Report(
                AS_OF,
                "default policy",
                "c1:sha256:0000",
                Severity.MEDIUM,
                environments(),
                Verdict.SAME,
                new Coverage(4212, 4212, 0, 250, 8, 5, List.of(SLOW)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Something required could not be compared. */
    public static Report incomplete() {
        Coverage coverage = new Coverage(4212, 4212, 0, 250, 8, 5, List.of(SLOW, REFUSED));
        return with(equal(), Verdict.INCOMPLETE, coverage, List.of(), List.of());
    }

    /** The causes a person would meet on a working day, with all there is beside them. */
    public static Report believable() {
        List<Drift> open = openDrifts();
        Drift jdk = open.get(2);
        List<Drift> drifts = new ArrayList<>(open);
        drifts.addAll(quietDrifts());
        List<Cause> causes = List.of(
                cause(open.get(0)),
                cause(open.get(1)),
                new Cause(
                        jdk.cause(),
                        "JDK 21 in dev, 17 in prod (major)",
                        Severity.MEDIUM,
                        Disposition.OPEN,
                        List.of(jdk.id(), open.get(3).id())),
                cause(open.get(4)),
                cause(drifts.get(5)),
                cause(drifts.get(6)));
        Coverage coverage = new Coverage(4212, 4205, 2, 250, 8, 12, List.of(SLOW, REFUSED));
        return new Report(
                AS_OF,
                "leeway.yaml",
                "c1:sha256:1234",
                Severity.MEDIUM,
                environments(),
                Verdict.DRIFT,
                coverage,
                causes,
                drifts,
                List.of(),
                List.of(new PolicyFinding(
                        "leeway.yaml:14", "expiresSoon", "the waiver by platform ends on 2026-11-26, in 6 days")),
                List.of("secrets of dev carry no tags: its agent has no key"),
                Optional.empty());
    }

    private static List<Drift> openDrifts() {
        return List.of(
                open(
                        "5c1e07d2f3b9a64",
                        "env[shop-web]/DATABASE_URL/host",
                        DriftState.SHARED,
                        Severity.CRITICAL,
                        "shop-web connects to production's database",
                        text("dev", "db-prod-1", "mine"),
                        text("prod", "db-prod-1", "web-01", "web-02")),
                open(
                        "91aa5e0c7d43b18",
                        "env[shop-web]/PAYMENT_TIMEOUT",
                        DriftState.MISSING,
                        Severity.HIGH,
                        "shop-web: PAYMENT_TIMEOUT absent in prod",
                        found(text("dev", "30s", "mine"), "/home/me/shop/web.env:3"),
                        absent("prod", "web-01", "web-02")),
                withDirection(
                        open(
                                "77b2c90e15fa8d3",
                                "jdk/default/version",
                                DriftState.DIFFERENT,
                                Severity.MEDIUM,
                                "JDK 21 in dev, 17 in prod (major)",
                                version("dev", "21.0.5", "mine"),
                                version("prod", "17.0.15", "web-01", "web-02")),
                        new Direction("dev", "prod", Distance.MAJOR, Optional.of(Movement.LAG))),
                open(
                        "0d93b7a4e8f2156",
                        "jdk/default/vendor",
                        DriftState.DIFFERENT,
                        Severity.LOW,
                        "JDK of another vendor",
                        text("dev", "Eclipse Adoptium", "mine"),
                        text("prod", "Debian", "web-01", "web-02")),
                open(
                        "c0de83f6a1b2957",
                        "env[shop-web]/API_TOKEN",
                        DriftState.DIFFERENT,
                        Severity.LOW,
                        "shop-web: another API_TOKEN",
                        present("dev", Value.Secret.of(Presence.TAGGED), "mine"),
                        present("prod", Value.Secret.of(Presence.TAGGED), "web-01", "web-02")));
    }

    private static List<Drift> quietDrifts() {
        Drift level = open(
                "a4f1d06b7e3c592",
                "env[shop-web]/LOG_LEVEL",
                DriftState.DIFFERENT,
                Severity.LOW,
                "shop-web: LOG_LEVEL differs",
                text("dev", "debug", "mine"),
                text("prod", "info", "web-01", "web-02"));
        Drift zones = open(
                "b80e2c5d9f73a41",
                "package/deb[tzdata]/version",
                DriftState.DIFFERENT,
                Severity.INFO,
                "tzdata differs",
                version("dev", "2026a-1", "mine"),
                version("prod", "2026b-1", "web-01", "web-02"));
        return List.of(
                disposed(level, Disposition.WAIVED, "leeway.yaml:14"),
                disposed(zones, Disposition.WITHIN_LEEWAY, "default policy:88"));
    }

    /** Three environments: what one of them lacks, two must not share, nobody could see, hosts disagree in, and nobody has. */
    public static Report ofThree() {
        List<Drift> drifts = List.of(
                across(open(
                        "bf34e07d2f343fb",
                        "env[shop-web]/PAYMENT_API_KEY",
                        DriftState.SHARED,
                        Severity.CRITICAL,
                        "shop-web: PAYMENT_API_KEY is the same secret in staging and prod, and must differ",
                        present("dev", Value.Secret.of(Presence.TAGGED), "mine"),
                        present("staging", Value.Secret.of(Presence.TAGGED), "stg-01"),
                        present("prod", Value.Secret.of(Presence.TAGGED), "web-01", "web-02"))),
                across(open(
                        "6a09b07d2f390a6",
                        "env[shop-web]/PAYMENT_TIMEOUT",
                        DriftState.MISSING,
                        Severity.HIGH,
                        "shop-web: PAYMENT_TIMEOUT absent in prod",
                        found(text("dev", "30s", "mine"), "/home/me/shop/web.env:3"),
                        found(text("staging", "30s", "stg-01"), "/etc/shop/web.env:9"),
                        absent("prod", "web-01", "web-02"))),
                across(open(
                        "a798c07d2f3897a",
                        "package/tool[openssl]/version",
                        DriftState.SPLIT,
                        Severity.MEDIUM,
                        "openssl version differs within prod: 3.0.20 on web-01, 3.0.22 on web-02",
                        version("dev", "3.0.20", "mine"),
                        version("staging", "3.0.20", "stg-01"),
                        version("prod", "3.0.20", "web-01"),
                        version("prod", "3.0.22", "web-02"))),
                across(open(
                        "e749d07d2f3947e",
                        "package/deb[a-library-with-a-rather-long-name-that-goes-on-and-on]/version",
                        DriftState.DIFFERENT,
                        Severity.LOW,
                        "a-library-with-a-rather-long-name-that-goes-on-and-on differs",
                        version("dev", "15.20-0+deb12u1~bpo11+1.really15.18", "mine"),
                        new EnvironmentValue(
                                "staging", List.of("stg-01"), Standing.UNKNOWN, Optional.empty(), Optional.empty()),
                        version("prod", "15.18-0+deb12u1", "web-01", "web-02"))),
                across(open(
                        "2854f07d2f34582",
                        "os/timezone",
                        DriftState.DIFFERENT,
                        Severity.LOW,
                        "time zone is Europe/Berlin in staging, UTC in prod",
                        text("staging", "Europe/Berlin", "stg-01"),
                        text("prod", "UTC", "web-01", "web-02"))));
        List<ReportEnvironment> environments = new ArrayList<>(environments());
        environments.add(
                1,
                new ReportEnvironment(
                        "staging",
                        List.of(host("stg-01", HostKind.SERVER, Duration.ofHours(3))),
                        List.of("shop-web", "shop-worker")));
        Coverage coverage = new Coverage(4212, 4205, 2, 250, 8, 12, List.of(SLOW));
        List<Drift> owned = drifts.stream()
                .map(drift -> drift.scope().name().equals("shop-web") ? drift.ownedBy(Optional.of("team-shop")) : drift)
                .toList();
        Report base = with(
                equal(),
                Verdict.DRIFT,
                coverage,
                owned.stream().map(Drifts::cause).toList(),
                owned);
        return base.but()
                .environments(environments)
                .owners(new TreeMap<>(Map.of("shop-web", "team-shop")))
                .build();
    }

    private static Drift across(Drift drift) {
        return Drifts.between(drift, List.of("staging", "prod"));
    }

    /** The believable report, told against one of the night before. */
    public static Report withHistory() {
        Report report = believable();
        List<Drift> drifts = new ArrayList<>();
        for (Drift drift : report.drifts()) {
            boolean old = drift.id().equals("77b2c90e15fa8d3") || drift.id().startsWith("c0de");
            Instant firstSeen = old ? AS_OF.minus(Duration.ofDays(23)) : AS_OF;
            drifts.add(Drifts.aged(drift, new Lifecycle(old ? Stage.OPEN : Stage.NEW, Optional.of(firstSeen))));
        }
        return report.but()
                .drifts(drifts)
                .resolved(List.of(new ResolvedDrift(
                        "d25a90c4e7f1b38",
                        Address.parse("os/timezone"),
                        Severity.HIGH,
                        "time zone Europe/Berlin in dev, UTC in prod")))
                .previous(AS_OF.minus(Duration.ofHours(24)))
                .build();
    }

    /** {@code count} open drifts, each of its own cause, a fifth of them of each severity. */
    public static Report ofSize(int count) {
        List<Severity> severities = List.of(Severity.values());
        List<Drift> drifts = new ArrayList<>();
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Multiplying by an odd constant spreads the ids as a hash would.
            long spread = ((i + 1) * 0x9E3779B97F4A7C15L) >>> 4;
            Drift drift = open(
                    String.format(Locale.ROOT, "%015x", spread),
                    "package/deb[library-" + i + "]/version",
                    STATES.get(i % STATES.size()),
                    severities.get(i * severities.size() / count),
                    "library-" + i + " differs",
                    version("dev", "1." + i + "-1", "mine"),
                    i % 4 == 1 ? absent("prod", "web-01", "web-02") : version("prod", "1.0-1", "web-01", "web-02"));
            drifts.add(drift);
            causes.add(cause(drift));
        }
        Coverage coverage = new Coverage(count + 1000, 1000, 0, 0, 0, 0, List.of());
        return with(equal(), count == 0 ? Verdict.SAME : Verdict.DRIFT, coverage, causes, drifts);
    }

    /** A report of this one drift. */
    public static Report of(Drift drift) {
        Coverage coverage = new Coverage(100, 99, 0, 0, 0, 0, List.of());
        return with(equal(), Verdict.DRIFT, coverage, List.of(cause(drift)), List.of(drift));
    }

    static Report with(Report base, Verdict verdict, Coverage coverage, List<Cause> causes, List<Drift> drifts) {
        return base.but()
                .verdict(verdict)
                .coverage(coverage)
                .causes(causes)
                .drifts(drifts)
                .build();
    }

    private static List<ReportEnvironment> environments() {
        return List.of(
                new ReportEnvironment(
                        "dev", List.of(host("mine", HostKind.LAPTOP, Duration.ofSeconds(20))), List.of("shop-web")),
                new ReportEnvironment(
                        "prod",
                        List.of(
                                host("web-01", HostKind.SERVER, Duration.ofHours(6)),
                                host("web-02", HostKind.SERVER, Duration.ofHours(30))),
                        List.of("shop-web", "shop-worker")));
    }

    private static ReportHost host(String name, HostKind kind, Duration age) {
        return new ReportHost(name, kind, Optional.of("web"), "c1:sha256:" + name, AS_OF.minus(age), "1.0.0");
    }

    /** {@code report} made at another moment. */
    public static Report at(Report report, Instant moment) {
        return new Report(
                moment,
                report.policyName(),
                report.policyId(),
                report.failOn(),
                report.environments(),
                report.verdict(),
                report.coverage(),
                report.causes(),
                report.drifts(),
                report.resolved(),
                report.policyFindings(),
                report.notes(),
                report.previous(),
                report.promotion(),
                report.remembered(),
                report.owners(),
                report.part(),
                report.names(),
                report.silent());
    }
}
