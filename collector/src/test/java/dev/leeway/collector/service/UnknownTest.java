package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.ProbeCoverage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownTest {
    @Test
    void doesNotTakeWhatWasNotAskedForForMissing() {
        Report report = side(
                        "dev",
                        host("a")
                                .section("os", "timezone", "Etc/UTC")
                                .section("package", "manager", "dpkg")
                                .section("jdk", "default/vendor", "x"))
                .and("prod", host("b").section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().unknown()).isEqualTo(2);
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(report.coverage().gaps()).extracting(Gap::pattern).containsExactly("jdk", "package");
    }

    @Test
    void doesNotTakeWhatAnOlderProbeDoesNotKnowForMissing() {
        Report report = side("dev", host("a").revision(3).section("os", "fresh/fact", 1, "timezone", "Etc/UTC"))
                .and("prod", host("b").revision(2).section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().unknown()).isEqualTo(1);
        assertThat(report.coverage().gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("revision 2", "revision 3"));
    }

    @Test
    void knowsThatANewerProbeWouldHaveSeenIt() {
        Report report = side("dev", host("a").revision(2).section("os", "odd/fact", 1))
                .and("prod", host("b").revision(3).section("os", "timezone", "Etc/UTC"))
                .report();

        assertThat(lines(report)).contains("missing os/odd/fact dev|prod medium");
    }

    @Test
    void doesNotTakeTheUncoveredForMissing() {
        Report report = side("dev", host("a").section("env[shop]", "REGION", "eu"))
                .and("prod", host("b").partial("env[shop]", "env[shop]/**"))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().unknown()).isEqualTo(1);
        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("env[shop]/**");
            assertThat(gap.reason()).isEqualTo("permission");
            assertThat(gap.facts()).isEqualTo(1);
        });
    }

    @Test
    void understandsUncoveredPatternsUnderTheHostsOwnNames() {
        Report report = side("dev", host("a").section("env[shop]", "REGION", "eu"))
                .and("prod", host("b").partial("env[shop-old]", "env[shop-old]/**"))
                .policy("services: {shop: [shop-old]}")
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().unknown()).isEqualTo(1);
    }

    @Test
    void isIncompleteWhenASideToldAndTheOtherFell() {
        for (Outcome outcome : new Outcome[] {Outcome.FAILED, Outcome.REFUSED, Outcome.TIMED_OUT}) {
            Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC"))
                    .and("prod", host("b").fell("os", outcome))
                    .report();

            assertThat(report.verdict()).as(outcome.text()).isEqualTo(Verdict.INCOMPLETE);
            assertThat(report.coverage().gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.required()).isTrue());
        }
    }

    @Test
    void namesWhatFellOnBothSides() {
        Report report = side("dev", host("a").fell("os", Outcome.FAILED))
                .and("prod", host("b").fell("os", Outcome.FAILED))
                .report();

        assertThat(report.coverage().gaps()).extracting(Gap::environment).containsExactly("dev", "prod");
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void acceptsAGapForOneRun() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC"))
                .and("prod", host("b").fell("os", Outcome.FAILED))
                .allowUnknown("os/**")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(report.coverage().gaps()).hasSize(1);
        assertThat(report.coverage().unknown()).isEqualTo(1);
    }

    @Test
    void acceptsOnlyTheGapThatWasNamed() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC", "architecture", "x"))
                .and("prod", host("b").fell("os", Outcome.FAILED))
                .allowUnknown("os/timezone")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void isIncompleteWhenWhatThePolicyRequiresWasNotAskedFor() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC"))
                .and("prod", host("b").section("package", "manager", "dpkg"))
                .policy("require: [\"os/timezone\"]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void isIncompleteWhenNobodyLookedForWhatThePolicyRequires() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC"))
                .and("prod", host("b").section("os", "timezone", "Etc/UTC"))
                .policy("require: [\"database[*]/**\"]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.coverage().gaps()).extracting(Gap::pattern).containsOnly("database[*]/**");
    }

    @Test
    void isContentWhenThereIsNothingOfWhatThePolicyRequires() {
        Report report = side("dev", host("a").section("process"))
                .and("prod", host("b").section("process"))
                .policy("require: [\"process[*]/**\"]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void putsDriftBeforeIncompleteness() {
        Report report = side(
                        "dev", host("a").section("os", "timezone", "Etc/UTC").section("package", "manager", "x"))
                .and("prod", host("b").section("os", "timezone", "CET").fell("package", Outcome.FAILED))
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }

    @Test
    void comparesTheHostsThatWereSeenAndNamesTheOthers() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC"))
                .and(
                        "prod",
                        host("b").section("os", "timezone", "CET"),
                        host("c").fell("os", Outcome.NOT_REQUESTED))
                .report();

        assertThat(lines(report)).containsExactly("different os/timezone dev|prod medium");
        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.hosts()).containsExactly("c");
            assertThat(gap.facts()).isEqualTo(1);
        });
    }

    @Test
    void looksAtNothingButWhatWasAskedFor() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC", "architecture", "arm"))
                .and("prod", host("b").section("os", "timezone", "CET", "architecture", "x86"))
                .only("os/timezone")
                .report();

        assertThat(lines(report)).containsExactly("different os/timezone dev|prod medium");
        assertThat(report.coverage().compared()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatIsIgnored() {
        Report report = side("dev", host("a").section("os", "timezone", "Etc/UTC", "architecture", "arm"))
                .and("prod", host("b").section("os", "timezone", "CET", "architecture", "x86"))
                .ignore("os/timezone")
                .report();

        assertThat(lines(report)).containsExactly("different os/architecture dev|prod medium");
    }

    private static TestHost containerised() {
        return running("a")
                .section("container", "service[shop]/observed", true)
                .section("package", "manager", "dpkg")
                .section("package[shop]", "deb[openssl]/version", "3");
    }

    private static TestHost running(String name) {
        return host(name).section("process", "service[shop]/namedBy", "systemd").section("process[shop]", "user", "x");
    }

    @Test
    void asksNoHostForTheInsideOfAContainerWhereTheServiceRunsInNone() {
        TestHost plain = running("b").section("container").section("package", "manager", "dpkg");
        assertThat(side("staging", containerised())
                        .and("prod", plain)
                        .report()
                        .coverage()
                        .gaps())
                .extracting(Gap::pattern, Gap::outcome, Gap::reason)
                .containsExactly(tuple("package[shop]", Outcome.NOT_APPLICABLE, "it runs in no container there"));
    }

    @Test
    void asksNoHostForAServiceThatDoesNotRunThere() {
        TestHost stopped = host("b")
                .section("process")
                .section("container", "service[shop]/observed", true)
                .section("package", "manager", "dpkg");
        assertThat(side("staging", containerised())
                        .and("prod", stopped)
                        .report()
                        .coverage()
                        .gaps())
                .extracting(Gap::pattern, Gap::outcome, Gap::reason)
                .containsExactly(tuple("package[shop]", Outcome.NOT_APPLICABLE, "it does not run there"));
    }

    @Test
    void saysThatASectionWasLeftOutWhereNobodyKnowsWhetherTheServiceRunsInAContainer() {
        assertThat(side("staging", containerised())
                        .and("prod", running("b").section("package", "manager", "dpkg"))
                        .report()
                        .coverage()
                        .gaps())
                .extracting(Gap::pattern, Gap::outcome)
                .contains(tuple("package[shop]", Outcome.NOT_REQUESTED));
    }

    @Test
    void saysOfAnIndexThatIsThereWhyItListsNothing() {
        TestHost none = host("b").fell("database", Outcome.NOT_REQUESTED);
        assertThat(side(
                                "staging",
                                host("a")
                                        .section("database", "database[shop]/observed", true)
                                        .section("database[shop]", "server/product", "SQLite"))
                        .and("prod", none)
                        .report()
                        .coverage()
                        .gaps())
                .extracting(Gap::pattern, Gap::reason)
                .containsExactly(tuple("database", "test"));
    }

    @Test
    void countsNothingOfAServiceForADatabaseThatHasItsName() {
        TestHost prod = running("b")
                .section("env[shop]", "MODE", "x", "REGION", "eu")
                .section("database", "database[shop]/observed", true)
                .section("database[shop]", "server/product", "SQLite");
        TestHost staging =
                running("a").section("env[shop]", "MODE", "x", "REGION", "eu").fell("database", Outcome.REFUSED);
        Report report = side("staging", staging).and("prod", prod).report();

        assertThat(report.coverage().probes())
                .filteredOn(probe -> probe.unknown() > 0)
                .extracting(ProbeCoverage::probe, ProbeCoverage::unknown)
                .containsExactly(tuple("database", 2));
        assertThat(report.coverage().gaps()).extracting(Gap::pattern).containsExactly("database");
    }

    @Test
    void namesTheWorkingCopyOfAServiceThatNobodyLookedFor() {
        TestHost prod = running("b").section("git[shop]", "commit", "abc");
        assertThat(side("staging", running("a"))
                        .and("prod", prod)
                        .report()
                        .coverage()
                        .gaps())
                .extracting(Gap::pattern, Gap::environment)
                .containsExactly(tuple("git[shop]", "staging"));
    }

    private static Report against(TestHost staging, TestHost prod) {
        return side("staging", staging).and("prod", prod).report();
    }

    /** Its index lists the database, and the process index has nothing to say of databases. */
    @Test
    void takesADatabaseThatWasLeftOutForUnseenAndNotForAbsent() {
        TestHost prod = host("b")
                .section("process")
                .partial("database", List.of("database[*]/**"), "limit", "database[shop]/observed", true);
        TestHost staging = host("a")
                .section("database", "database[shop]/observed", true)
                .section("database[shop]", "server/product", "SQLite");
        assertThat(against(staging, prod).coverage().gaps())
                .extracting(Gap::pattern, Gap::outcome)
                .contains(tuple("database[shop]", Outcome.NOT_REQUESTED))
                .noneMatch(gap -> gap.toList().contains(Outcome.NOT_APPLICABLE));
    }

    @Test
    void takesVariablesThatWereLeftOutForUnseenWhereverTheServiceRuns() {
        TestHost prod = running("b").section("container").partial("env", List.of("env[*]/**"), "limit");
        assertThat(against(containerised().section("env", "names", 1).section("env[shop]", "MODE", "x"), prod)
                        .coverage()
                        .gaps())
                .filteredOn(gap -> gap.pattern().equals("env[shop]"))
                .extracting(Gap::outcome)
                .containsExactly(Outcome.NOT_REQUESTED);
    }

    /** The agent of such a host says that it did not get to the packages of some container. */
    @Test
    void takesPackagesThatMayHaveBeenLeftOutForUnseen() {
        for (String gap : new String[] {"package[*]/**", "package[shop]/**", "package[shop]/deb[*]/version"}) {
            TestHost prod = running("b").section("container").partial("package", gap, "manager", "dpkg");
            assertThat(against(containerised(), prod).coverage().gaps())
                    .as(gap)
                    .filteredOn(each -> each.pattern().equals("package[shop]"))
                    .extracting(Gap::outcome)
                    .containsExactly(Outcome.NOT_REQUESTED);
        }
    }
}
