package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private static TestHost web(String name) {
        return host(name).section("process[shop]", "main/name", "java").section("os", "a", 1, "b", 2);
    }

    private static TestHost seen(String name) {
        return web(name).section("env[shop]", "A", "1", "B", "2", "C", "3");
    }

    private static TestHost refused(String name) {
        return web(name).fell("env[shop]", Outcome.REFUSED);
    }

    @Test
    void isWholeOnlyWhereNothingIsMissing() {
        Coverage coverage =
                side("staging", seen("a")).and("prod", seen("b")).report().coverage();

        assertThat(coverage.observedPermille()).isEqualTo(1000);
        assertThat(coverage.unsized()).isZero();
    }

    @Test
    void isNeverWholeWhenASectionFellOnBothSides() {
        Coverage coverage =
                side("staging", refused("a")).and("prod", refused("b")).report().coverage();

        assertThat(coverage.observedPermille()).isEqualTo(999);
        assertThat(coverage.unsized()).isEqualTo(2);
    }

    @Test
    void isNeverWholeWhenBothSidesLeftSomethingUncovered() {
        Coverage coverage = side("staging", host("a").partial("os", "os/x/**", "timezone", "UTC"))
                .and("prod", host("b").partial("os", "os/x/**", "timezone", "UTC"))
                .report()
                .coverage();

        assertThat(coverage.observedPermille()).isEqualTo(999);
        assertThat(coverage.unsized()).isEqualTo(2);
    }

    @Test
    void fallsByTheShareOfReplicasThatWereNotSeen() {
        Coverage coverage = side("staging", seen("a"))
                .and("prod", seen("b"), seen("c"), refused("d"))
                .report()
                .coverage();

        // Of three variables a third each was not seen, of six facts in all.
        assertThat(coverage.compared()).isEqualTo(6);
        assertThat(coverage.unseen()).isEqualTo(1);
        assertThat(coverage.observedPermille()).isEqualTo(833);
        assertThat(coverage.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.facts()).isEqualTo(3);
            assertThat(gap.hosts()).containsExactly("d");
            assertThat(gap.required()).isFalse();
        });
    }

    @Test
    void fallsForAReplicaNotSeenWhereTheOthersDifferAsWell() {
        Coverage coverage = side("staging", web("a").section("env[shop]", "A", "9", "B", "9", "C", "9"))
                .and("prod", seen("b"), refused("d"))
                .report()
                .coverage();

        assertThat(coverage.unseen()).isEqualTo(2);
        assertThat(coverage.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.facts()).isEqualTo(3));
    }

    @Test
    void countsAFactThatTwoHostsCouldNotSeeForOneReasonOnce() {
        Coverage coverage = side("staging", seen("a"))
                .and(
                        "prod",
                        web("b").partial("env[shop]", "env[shop]/C", "A", "1", "B", "2"),
                        web("c").partial("env[shop]", "env[shop]/C", "A", "1", "B", "9"))
                .report()
                .coverage();

        assertThat(coverage.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.facts()).isEqualTo(1));
    }

    @Test
    void neverTellsWholeParityWhereReplicasDisagree() {
        Report report = side("staging", seen("a"))
                .and("prod", seen("b"), seen("c"), web("d").section("env[shop]", "A", "9", "B", "2", "C", "3"))
                .report();

        assertThat(at(report, "env[shop]/A").state()).isEqualTo(DriftState.SPLIT);
        assertThat(report.coverage().compared()).isEqualTo(6);
        assertThat(report.coverage().same()).isEqualTo(5);
    }

    @Test
    void neverTellsWholeParityWhereEveryoneLacksWhatMustBe() {
        Report report = side("staging", seen("a"))
                .and("prod", seen("b"))
                .policy("rules: [{match: \"env[shop]/MUST\", expect: present}]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
        assertThat(report.coverage().parityPermille()).isLessThan(1000);
    }

    @Test
    void neverTellsWholeParityWhereEveryoneHasWhatMustNotBe() {
        Report report = side("staging", seen("a"))
                .and("prod", seen("b"))
                .policy("rules: [{match: \"env[shop]/A\", expect: absent}]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
        assertThat(report.coverage().parityPermille()).isLessThan(1000);
    }

    private static Compared laptopAgainstServers() {
        return side("dev", host("mine").kind(HostKind.LAPTOP).section("os", "a", 9, "b", 2, "c", 3))
                .and(
                        "prod",
                        host("x").section("os", "a", 1, "b", 2, "c", 3),
                        host("y").section("os", "a", 1, "b", 2, "c", 3),
                        host("z").section("os", "a", 1, "b", 2, "c", 4));
    }

    @Test
    void countsHostFactsOfUnlikeHostsThoughTheyAreToldInOneLine() {
        Coverage coverage = laptopAgainstServers().report().coverage();

        assertThat(coverage.compared()).isEqualTo(3);
        assertThat(coverage.same()).isEqualTo(2);
        assertThat(coverage.observedPermille()).isEqualTo(1000);
    }

    @Test
    void tellsASplitOfServersToALaptopForInformation() {
        Report report = laptopAgainstServers().report();

        assertThat(at(report, "os/c").disposition()).isEqualTo(Disposition.INFORMATIONAL);
        assertThat(at(report, "os/c").between()).containsExactly("prod");
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(report.notes())
                .anySatisfy(note -> assertThat(note).startsWith("prod: ").contains("1 fact;"));
    }

    @Test
    void letsASplitDecideWhereHostsAreComparedOneByOne() {
        Report report = laptopAgainstServers().expandHosts().report();

        assertThat(at(report, "os/c").disposition()).isEqualTo(Disposition.OPEN);
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }

    @Test
    void letsASplitDecideWhereLikeHostsAreComparedToo() {
        Report report = laptopAgainstServers()
                .and("staging", host("s").section("os", "a", 1, "b", 2, "c", 3))
                .report();

        assertThat(at(report, "os/c").disposition()).isEqualTo(Disposition.OPEN);
    }

    @Test
    void isNotIncompleteForWantOfOneOfTheFactsThatAreSummarised() {
        Compared compared = side(
                        "dev",
                        host("mine").kind(HostKind.LAPTOP).section("os", "a", 1).fell("package", Outcome.REFUSED))
                .and("prod", host("x").section("os", "a", 1).section("package", "manager", "dpkg"));

        assertThat(compared.report().verdict()).isEqualTo(Verdict.SAME);
        assertThat(compared.report().coverage().unknown()).isEqualTo(1);
        assertThat(compared.policy("require: [\"package/**\"]").report().verdict())
                .isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void namesNoGapOutsideOfWhatWasAskedFor() {
        Compared compared = side("staging", host("a").partial("env[shop]", "env[shop]/B/**", "A", "1"))
                .and("prod", host("b").partial("env[shop]", "env[shop]/B/**", "A", "1"));

        assertThat(compared.only("env[*]/A").report().coverage().gaps()).isEmpty();
        assertThat(compared.only("env[*]/B/c").report().coverage().gaps()).hasSize(2);
        assertThat(compared.only("env[shop]").report().coverage().gaps()).hasSize(2);
        assertThat(compared.only().ignore("env[*]/B/**").report().coverage().gaps())
                .isEmpty();
    }

    @Test
    void namesAGapUnderAnAliasWhereItsServiceIsAskedFor() {
        Compared compared = side("staging", host("a").partial("env[shopweb]", "env[shopweb]/B/**", "A", "1"))
                .and("prod", host("b").section("env[shop]", "A", "1"))
                .policy("services: {shop: [shopweb]}");

        assertThat(compared.only("env[shop]/B/*").report().coverage().gaps()).hasSize(1);
        assertThat(compared.only("env[shop]/A").report().coverage().gaps()).isEmpty();
    }

    @Test
    void weighsWhatTheOtherSideHoldsOfServicesNobodySawWhereOnlyOneProbeWasAskedFor() {
        Coverage coverage = side(
                        "staging",
                        host("a")
                                .section("process", "service[shop]/namedBy", "unit")
                                .section("env[shop]", "A", "1", "B", "2", "C", "3"))
                .and("prod", host("b").partial("process", "process/service[*]/**"))
                .only("env[*]/**")
                .report()
                .coverage();

        assertThat(coverage.unknown()).isEqualTo(3);
        assertThat(coverage.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("env[shop]");
            assertThat(gap.environment()).isEqualTo("prod");
            assertThat(gap.facts()).isEqualTo(3);
        });
    }
}
