package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.Reports.values;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    private static Value version(String text) {
        return new Value.Version(text, VersionScheme.SEMVER);
    }

    private static TestHost shop(String host, String version, Object... more) {
        return host(host)
                .section("process[shop]", "main/version", version(version))
                .section("env[shop]", more);
    }

    @Test
    void takesTheMajorityForTheEnvironment() {
        Report report = side("dev", host("a").section("env[shop]", "REGION", "eu"))
                .and(
                        "prod",
                        host("b").section("env[shop]", "REGION", "eu"),
                        host("c").section("env[shop]", "REGION", "eu"),
                        host("d").section("env[shop]", "REGION", "us"))
                .report();

        assertThat(lines(report)).containsExactly("split env[shop]/REGION prod medium");
        assertThat(at(report, "env[shop]/REGION").explanation().summary())
                .isEqualTo("shop: REGION differs within prod: eu on b and c, us on d");
    }

    @Test
    void countsAnAbsenceAmongReplicasAsDisagreement() {
        Report report = side(
                        "prod",
                        host("b").section("env[shop]", "REGION", "eu"),
                        host("c").section("env[shop]"),
                        host("d").section("env[shop]", "REGION", "eu"))
                .report();

        assertThat(values(at(report, "env[shop]/REGION"))).containsExactly("prod=eu(b,d)", "prod=missing(c)");
    }

    @Test
    void leavesATieToItself() {
        Report report = side("dev", host("a").section("env[shop]", "REGION", "eu"))
                .and(
                        "prod",
                        host("b").section("env[shop]", "REGION", "eu"),
                        host("c").section("env[shop]", "REGION", "us"))
                .report();

        assertThat(lines(report)).containsExactly("split env[shop]/REGION prod medium");
        assertThat(report.coverage().same()).isZero();
        assertThat(report.coverage().compared()).isEqualTo(1);
    }

    @Test
    void reportsBothWhenATieAgreesWithNobody() {
        Report report = side("dev", host("a").section("env[shop]", "REGION", "asia"))
                .and(
                        "prod",
                        host("b").section("env[shop]", "REGION", "eu"),
                        host("c").section("env[shop]", "REGION", "us"))
                .report();

        assertThat(lines(report))
                .containsExactlyInAnyOrder(
                        "split env[shop]/REGION prod medium", "different env[shop]/REGION dev|prod medium");
    }

    @Test
    void tellsARolloutInOneInformationalCause() {
        Report report = side(
                        "prod",
                        shop("a", "1.4.0", "FEATURE_A", "on"),
                        shop("b", "1.4.0", "FEATURE_A", "on"),
                        shop("c", "1.5.0", "FEATURE_B", "on"))
                .report();

        assertThat(report.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.summary()).startsWith("rollout in prod: ");
            assertThat(cause.drifts()).hasSize(3);
        });
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void doesNotExcuseDisagreementAlongOtherLinesByARollout() {
        Report report = side(
                        "prod",
                        shop("a", "1.4.0", "REGION", "eu"),
                        shop("b", "1.4.0", "REGION", "us"),
                        shop("c", "1.5.0", "REGION", "eu"))
                .report();

        assertThat(lines(report))
                .containsExactly(
                        "split env[shop]/REGION prod medium",
                        "split process[shop]/main/version prod info informational");
    }

    @Test
    void endsItsPatienceWithARolloutThatStoppedHalfway() {
        Report first =
                Compared.side("prod", shop("a", "1.4.0"), shop("b", "1.5.0")).report();
        Report later = Compared.side("prod", shop("a", "1.4.0"), shop("b", "1.5.0"))
                .after(first)
                .asOf(Compared.NOW.plus(Duration.ofDays(2)))
                .report();

        assertThat(first.verdict()).isEqualTo(Verdict.SAME);
        assertThat(lines(later)).containsExactly("split process[shop]/main/version prod medium");
    }

    @Test
    void doesNotTakeThreeVersionsForARollout() {
        Report report = side("prod", shop("a", "1.4.0"), shop("b", "1.5.0"), shop("c", "1.6.0"))
                .report();

        assertThat(at(report, "process[shop]/main/version", DriftState.SPLIT)
                        .severity()
                        .text())
                .isEqualTo("medium");
    }

    @Test
    void comparesHostsByRole() {
        Report report = side(
                        "dev",
                        host("a").role("web").section("os", "timezone", "Etc/UTC"),
                        host("b").role("db").section("os", "timezone", "CET"))
                .and(
                        "prod",
                        host("c").role("web").section("os", "timezone", "Etc/UTC"),
                        host("d").role("db").section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(lines(report)).containsExactly("different os/timezone dev|prod medium");
        assertThat(at(report, "os/timezone").scope().name()).isEqualTo("db");
    }

    @Test
    void letsHostsWithoutARoleStandInForEveryRole() {
        Report report = side("dev", host("a").section("os", "timezone", "CET"))
                .and(
                        "prod",
                        host("c").role("web").section("os", "timezone", "CET"),
                        host("d").role("db").section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(lines(report)).containsExactly("different os/timezone dev|prod medium");
        assertThat(report.notes()).noneMatch(note -> note.contains("role"));
    }

    @Test
    void saysWhichRoleHasNoPeers() {
        Report report = side(
                        "dev",
                        host("a").role("web").section("os"),
                        host("x").role("batch").section("os"))
                .and("prod", host("c").role("web").section("os"))
                .report();

        assertThat(report.notes())
                .contains(
                        "hosts of role 'batch' were seen in dev only, so what they have by themselves is held against nothing");
    }

    private static List<String> summaries(String web, String worker, String timezoneOfProd) {
        return side(
                        "staging",
                        host("a").role("web").section("os", "timezone", web),
                        host("x").role("worker").section("os", "timezone", worker))
                .and(
                        "prod",
                        host("c").role("web").section("os", "timezone", timezoneOfProd),
                        host("y").role("worker").section("os", "timezone", timezoneOfProd))
                .report()
                .causes()
                .stream()
                .map(Cause::summary)
                .toList();
    }

    @Test
    void namesTheRoleOfWhoseHostsAloneASentenceIsTrue() {
        assertThat(summaries("UTC", "Europe/Berlin", "UTC"))
                .containsExactly("role worker: timezone is Europe/Berlin in staging, UTC in prod");
    }

    @Test
    void namesNoRoleWhereAllHostsOfTheEnvironmentHoldTheSame() {
        assertThat(summaries("Europe/Berlin", "Europe/Berlin", "UTC"))
                .isNotEmpty()
                .allMatch(summary -> summary.startsWith("timezone is Europe/Berlin in staging"));
    }

    @Test
    void namesNoRoleWhereTheOthersHaveNoSuchThing() {
        Report report = side(
                        "staging",
                        host("a").role("web").section("package", "tool[psql]/version", "15"),
                        host("x").role("worker").section("package"))
                .and(
                        "prod",
                        host("c").role("web").section("package", "tool[psql]/version", "16"),
                        host("y").role("worker").section("package"))
                .report();

        assertThat(report.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).startsWith("psql version is 15 in staging"));
    }

    @Test
    void comparesOnlyTheNewestSnapshotOfAHost() {
        Report report = side("dev", host("a").section("os", "timezone", "CET"))
                .and(
                        "prod",
                        host("b").sequence(7).section("os", "timezone", "CET"),
                        host("b").sequence(6).section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.notes()).anyMatch(note -> note.startsWith("prod: only the newest"));
    }

    @Test
    void speaksOfProcessesWhereOneHostDisagreesWithItself() {
        Value both = new Value.SetOf(List.of(new Value.Text("/a"), new Value.Text("/b")));
        Report report = side("root1", host("web-01").section("process[shop]", "workingDirectory", "/a"))
                .and("root2", host("web-01").section("process[shop]", "workingDirectory", both))
                .report();

        assertThat(report.drifts())
                .filteredOn(drift -> drift.state() == DriftState.SPLIT)
                .singleElement()
                .satisfies(split -> {
                    assertThat(split.explanation().summary())
                            .isEqualTo("shop: workingDirectory differs between two processes on web-01: /a, /b");
                    assertThat(split.explanation().why()).doesNotContain("Replicas");
                });
        assertThat(report.causes()).noneMatch(cause -> cause.summary().contains("(also "));
    }
}
