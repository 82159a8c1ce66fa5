package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static Report variables(String policy, Object dev, Object prod) {
        return side("dev", host("a").section("env[shop]", "X", dev))
                .and("prod", host("b").section("env[shop]", "X", prod))
                .policy(policy)
                .report();
    }

    private static Report versions(String fact, String scheme, String earlier, String one, String later, String other) {
        VersionScheme known = VersionScheme.of(scheme).orElseThrow();
        String section = fact.substring(0, fact.indexOf('/'));
        String path = fact.substring(fact.indexOf('/') + 1);
        return side(earlier, host("a").section(section, path, new Value.Version(one, known)))
                .and(later, host("b").section(section, path, new Value.Version(other, known)))
                .report();
    }

    @Test
    void letsTheLaterRuleWin() {
        String policy = """
                rules:
                  - {match: "env[*]/X", expect: same, severity: critical}
                  - {match: "env[shop]/X", expect: any}
                """;

        assertThat(lines(variables(policy, 1, 2))).isEmpty();
        assertThat(variables(policy, 1, 2).coverage().withinLeeway()).isEqualTo(1);
    }

    @Test
    void takesTheSeverityOfTheRuleThatDecides() {
        Report report = variables("rules: [{match: \"env[*]/X\", expect: same, severity: critical}]", 1, 2);

        assertThat(lines(report)).containsExactly("different env[shop]/X dev|prod critical");
        assertThat(at(report, "env[shop]/X").judgedBy()).isEqualTo("leeway.yaml:1");
    }

    @Test
    void forbidsSharingWhereValuesMustDiffer() {
        String policy = "rules: [{match: \"env[*]/X\", expect: different, severity: high}]";

        assertThat(lines(variables(policy, 1, 1))).containsExactly("shared env[shop]/X dev|prod high");
        assertThat(lines(variables(policy, 1, 2))).isEmpty();
    }

    @Test
    void forbidsSharingBetweenAnyTwoEnvironments() {
        Report report = side("dev", host("a").section("env[shop]", "X", "one"))
                .and("staging", host("b").section("env[shop]", "X", "one"))
                .and("prod", host("c").section("env[shop]", "X", "two"))
                .policy("rules: [{match: \"env[*]/X\", expect: different}]")
                .report();

        assertThat(lines(report)).containsExactly("shared env[shop]/X dev|staging medium");
    }

    @Test
    void wantsNothingWhereAFactMustBeAbsent() {
        String policy = "rules: [{match: \"env[*]/X\", expect: absent, between: prod, severity: high}]";

        assertThat(lines(variables(policy, 1, 1))).containsExactly("unexpected env[shop]/X prod high");
    }

    @Test
    void wantsAFactEvenWhereNobodyHasIt() {
        String policy = "rules: [{match: \"env[*]/REQUIRED\", expect: present, between: [prod], severity: high}]";

        assertThat(lines(variables(policy, 1, 1))).containsExactly("missing env[shop]/REQUIRED prod high");
    }

    @Test
    void wantsAFactThatOneSideHas() {
        Report report = side("dev", host("a").section("env[shop]", "REQUIRED", 1))
                .and("prod", host("b").section("env[shop]"))
                .policy("rules: [{match: \"env[*]/REQUIRED\", expect: present, severity: critical}]")
                .report();

        assertThat(lines(report)).containsExactly("missing env[shop]/REQUIRED dev|prod critical");
    }

    @Test
    void confinesARuleToTheEnvironmentsItNames() {
        String policy = "rules: [{match: \"env[*]/X\", expect: any, between: [dev, prod]}]";
        Report report = side("dev", host("a").section("env[shop]", "X", 1))
                .and("staging", host("b").section("env[shop]", "X", 2))
                .and("prod", host("c").section("env[shop]", "X", 3))
                .policy(policy)
                .report();

        assertThat(lines(report)).containsExactly("different env[shop]/X staging|prod medium");
    }

    @Test
    void comparesAPairBesideTheReferenceWhereARuleNamesIt() {
        String policy = "rules: [{match: \"env[*]/X\", expect: same, between: [dev, staging], severity: high}]";
        Report report = side("dev", host("a").section("env[shop]", "X", 1, "Y", 1))
                .and("staging", host("b").section("env[shop]", "X", 2, "Y", 2))
                .and("prod", host("c").section("env[shop]", "X", 2, "Y", 2))
                .policy(policy)
                .report();

        assertThat(lines(report))
                .containsExactlyInAnyOrder(
                        "different env[shop]/X dev|staging high",
                        "different env[shop]/X dev|prod medium",
                        "different env[shop]/Y dev|prod medium");
    }

    @Test
    void silencesReplicasWithASingleEnvironment() {
        Report report = side(
                        "prod",
                        host("a").section("env[shop]", "X", 1),
                        host("b").section("env[shop]", "X", 2))
                .policy("rules: [{match: \"env[*]/X\", expect: any, between: prod}]")
                .report();

        assertThat(lines(report)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // staging and prod: a patch is within leeway, a minor is low, a major is high
        "staging, 17.0.15, prod, 17.0.9, ",
        "staging, 21.0.2, prod, 17.0.9, different jdk/default/version staging|prod high",
        // the later environment ahead is never within leeway
        "staging, 17.0.9, prod, 17.0.15, different jdk/default/version staging|prod high",
        // elsewhere a major is medium, whoever is ahead
        "dev, 21.0.2, prod, 17.0.9, different jdk/default/version dev|prod medium",
        "dev, 17.0.9, prod, 21.0.2, different jdk/default/version dev|prod medium",
        "dev, 17.0.9, prod, 17.0.15, ",
    })
    void judgesJavaByDistanceAndDirection(String earlier, String one, String later, String other, String expected) {
        Report report = versions("jdk/default/version", "jdk", earlier, one, later, other);

        assertThat(lines(report)).isEqualTo(expected == null ? java.util.List.of() : java.util.List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "staging, 3.11.2, prod, 3.11.9, high",
        "staging, 3.11.9, prod, 3.11.2, ",
        "staging, 3.12.0, prod, 3.11.9, low",
        "dev, 3.12.0, prod, 3.11.9, low",
        "dev, 4.0.0, prod, 3.11.9, medium",
    })
    void judgesInterpretersByALadder(String earlier, String one, String later, String other, String severity) {
        Report report = versions("process[shop]/runtime/version", "generic", earlier, one, later, other);

        assertThat(report.drifts().stream()
                        .filter(drift -> drift.disposition().text().equals("open"))
                        .map(drift -> drift.severity().text()))
                .isEqualTo(severity == null ? java.util.List.of() : java.util.List.of(severity));
    }

    @Test
    void tellsDirectionAndDistance() {
        Report lag = versions("jdk/default/version", "jdk", "staging", "21.0.2", "prod", "17.0.9");
        Report hotfix = versions("jdk/default/version", "jdk", "staging", "17.0.9", "prod", "17.0.15");

        assertThat(at(lag, "jdk/default/version").direction()).hasValueSatisfying(direction -> {
            assertThat(direction.ahead()).isEqualTo("staging");
            assertThat(direction.movement()).contains(Direction.Movement.LAG);
            assertThat(direction.distance().text()).isEqualTo("major");
        });
        assertThat(at(hotfix, "jdk/default/version").direction())
                .hasValueSatisfying(
                        direction -> assertThat(direction.movement()).contains(Direction.Movement.HOTFIX));
        assertThat(at(lag, "jdk/default/version").explanation().summary())
                .isEqualTo("jdk default version is 21.0.2 in staging, 17.0.9 in prod (major, staging ahead)");
    }

    @Test
    void claimsNoPromotionBetweenSidesThatNoPolicyOrders() {
        Report old = versions("jdk/default/version", "jdk", "old", "17.0.9", "new", "21.0.2");
        Report laptop = versions("jdk/default/version", "jdk", "mine", "17.0.9", "prod", "21.0.2");

        for (Report report : java.util.List.of(old, laptop)) {
            assertThat(at(report, "jdk/default/version").direction())
                    .hasValueSatisfying(
                            direction -> assertThat(direction.movement()).isEmpty());
        }
        assertThat(at(old, "jdk/default/version").explanation().summary())
                .isEqualTo("jdk default version is 17.0.9 in old, 21.0.2 in new (major, new ahead)");
        assertThat(versions("process[shop]/main/version", "semver", "old", "1.4.0", "new", "1.5.0")
                        .causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).startsWith("another release: "));
    }

    @Test
    void keepsSidesThatNoPolicyOrdersAsTheyAreGivenUnderTheSameIds() {
        Report there = versions("jdk/default/version", "jdk", "old", "17.0.9", "new", "21.0.2");
        Report back = versions("jdk/default/version", "jdk", "new", "21.0.2", "old", "17.0.9");

        assertThat(at(there, "jdk/default/version").between()).containsExactly("old", "new");
        assertThat(at(back, "jdk/default/version").between()).containsExactly("new", "old");
        assertThat(at(back, "jdk/default/version").id())
                .isEqualTo(at(there, "jdk/default/version").id());
    }

    @Test
    void letsAReleaseAwaitItsPromotionForAWeek() {
        Report fresh = versions("process[shop]/main/version", "semver", "staging", "1.5.0", "prod", "1.4.0");
        Report old = Compared.side(
                        "staging",
                        host("a")
                                .section(
                                        "process[shop]",
                                        "main/version",
                                        new Value.Version("1.5.0", VersionScheme.SEMVER)))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "process[shop]",
                                        "main/version",
                                        new Value.Version("1.4.0", VersionScheme.SEMVER)))
                .after(fresh)
                .asOf(Compared.NOW.plus(Duration.ofDays(8)))
                .report();

        assertThat(lines(fresh))
                .containsExactly("different process[shop]/main/version staging|prod info informational");
        assertThat(fresh.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.summary()).startsWith("release awaiting promotion: "));
        assertThat(lines(old)).containsExactly("different process[shop]/main/version staging|prod medium");
    }

    @Test
    void neverExcusesAReleaseThatProductionRunsFirst() {
        Report report = versions("process[shop]/main/version", "semver", "staging", "1.4.0", "prod", "1.5.0");

        assertThat(lines(report)).containsExactly("different process[shop]/main/version staging|prod high");
    }

    @Test
    void keepsSystemPackagesSilentBeforeStaging() {
        assertThat(lines(versions("package/deb[curl]/version", "deb", "dev", "1-1", "prod", "2-1")))
                .isEmpty();
        assertThat(lines(versions("package/deb[curl]/version", "deb", "staging", "1-1", "prod", "2-1")))
                .containsExactly("different package/deb[curl]/version staging|prod low");
    }

    @Test
    void doesNotMistakeVersionsThatDoNotOrderForLeeway() {
        Report report = side(
                        "dev",
                        host("a")
                                .section(
                                        "package",
                                        "tool[psql]/version",
                                        new Value.Version("14", VersionScheme.GENERIC)))
                .and(
                        "prod",
                        host("b").section("package", "tool[psql]/version", new Value.Version("14", VersionScheme.DEB)))
                .policy("rules: [{match: \"package/tool[*]/version\", leeway: major, severity: low}]")
                .report();

        assertThat(lines(report)).containsExactly("different package/tool[psql]/version dev|prod low");
    }

    private static Report waived(String until, Instant asOf) {
        return side("dev", host("a").section("env[shop]", "X", 1))
                .and("prod", host("b").section("env[shop]", "X", 2))
                .policy("""
                        waivers:
                          - {match: "env[shop]/X", between: [dev, prod], because: "a test", owner: platform, until: %s}
                        """.formatted(until))
                .asOf(asOf)
                .report();
    }

    @Test
    void waivesThroughTheLastMomentOfTheLastDay() {
        Report report = waived("2026-11-30", Instant.parse("2026-11-30T23:59:59Z"));

        assertThat(lines(report)).containsExactly("different env[shop]/X dev|prod medium waived");
        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(at(report, "env[shop]/X").judgedBy()).isEqualTo("leeway.yaml:2");
        assertThat(report.policyFindings()).extracting(PolicyFinding::kind).containsExactly("expiresSoon");
    }

    @Test
    void waivesNoMoreOnTheDayAfter() {
        Report report = waived("2026-11-30", Instant.parse("2026-12-01T00:00:00Z"));

        assertThat(lines(report)).containsExactly("different env[shop]/X dev|prod medium");
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
        assertThat(report.policyFindings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("expired");
            assertThat(finding.origin()).isEqualTo("leeway.yaml:2");
            assertThat(finding.message()).contains("open again");
        });
    }

    @Test
    void waivesOneDriftByTheBeginningOfItsId() {
        Report open = side("dev", host("a").section("env[shop]", "X", 1, "Y", 1))
                .and("prod", host("b").section("env[shop]", "X", 2, "Y", 2))
                .report();
        String id = at(open, "env[shop]/X").id().substring(0, 6);
        Report report = side("dev", host("a").section("env[shop]", "X", 1, "Y", 1))
                .and("prod", host("b").section("env[shop]", "X", 2, "Y", 2))
                .policy("waivers: [{drift: \"" + id + "\", because: y, owner: x, until: 2027-01-31}]")
                .report();

        assertThat(lines(report))
                .containsExactly(
                        "different env[shop]/X dev|prod medium waived", "different env[shop]/Y dev|prod medium");
    }

    @Test
    void reportsWaiversAndRulesWithNothingLeftToDo() {
        String policy = """
                rules:
                  - {match: "env[*]/NOWHERE", expect: any}
                  - {match: "env[*]/X", expect: any}
                  - {match: "enviroment[*]/X", expect: same}
                  - {match: "env[*]/X", expect: any, between: [staging, prod]}
                waivers:
                  - {match: "env[*]/NOWHERE", because: y, owner: x, until: 2027-01-31}
                  - {match: "env[shop]/X", because: y, owner: x, until: 2027-01-31}
                """;
        Report report = variables(policy, 1, 1);

        assertThat(report.policyFindings().stream().map(finding -> finding.origin() + " " + finding.kind()))
                .containsExactly(
                        "leeway.yaml:2 matchedNothing",
                        "leeway.yaml:3 differenceGone",
                        "leeway.yaml:4 matchedNothing",
                        "leeway.yaml:7 matchedNothing",
                        "leeway.yaml:8 differenceGone");
    }

    @Test
    void doesNotCallARuleRottenWhenItsFactsWereNotSeen() {
        Report report = side("dev", host("a").section("os"))
                .and("prod", host("b").section("os"))
                .policy("rules: [{match: \"env[*]/X\", expect: any}, {match: \"jdk/**\", expect: any}]")
                .report();

        assertThat(report.policyFindings()).isEmpty();
    }

    @Test
    void keepsARuleThatHoldsBackWhatASharedValueWouldBreak() {
        String rule = "rules: [{match: \"env[shop]/DATABASE_URL/host\", expect: any}]";
        Report kept = database(rule, "db-1", "db-1");

        assertThat(lines(kept)).isEmpty();
        assertThat(kept.policyFindings()).isEmpty();
        assertThat(lines(database("rules: []", "db-1", "db-1")))
                .containsExactly("shared env[shop]/DATABASE_URL/host dev|prod critical");
    }

    @Test
    void doesNotCallOneOfTwoRulesRottenThatHoldBackTheSame() {
        String rules = """
                rules:
                  - {match: "env[shop]/DATABASE_URL/host", expect: any}
                  - {match: "env[*]/DATABASE_URL/host", expect: any}
                """;
        assertThat(database(rules, "db-1", "db-1").policyFindings()).isEmpty();
    }

    @Test
    void keepsARuleThatHoldsBackWhatAFactMustNotBe() {
        String rules = """
                rules:
                  - {match: "env[*]/X", expect: absent}
                  - {match: "env[shop]/X", expect: any}
                """;
        assertThat(variables(rules, 1, 1).policyFindings()).isEmpty();
    }

    @Test
    void doesNotCallARuleOrWaiverRottenWhereOneEnvironmentCouldNotSeeItsFacts() {
        String policy = """
                rules: [{match: "env[*]/X", expect: any}]
                waivers: [{match: "env[*]/X", because: y, owner: x, until: 2027-01-31}]
                """;
        Report fell = side("dev", host("a").section("env[shop]", "X", 1))
                .and("prod", host("b").fell("env[shop]", Outcome.REFUSED))
                .policy(policy)
                .report();
        Report uncovered = side("dev", host("a").section("env[shop]", "X", 1, "Y", 1))
                .and("prod", host("b").partial("env[shop]", "env[shop]/X", "Y", 1))
                .policy(policy)
                .report();

        assertThat(fell.policyFindings()).isEmpty();
        assertThat(uncovered.policyFindings()).isEmpty();
    }

    private static Report database(String policy, String dev, String prod) {
        return side("dev", host("a").section("env[shop]", "DATABASE_URL/host", dev))
                .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", prod))
                .policy(policy)
                .report();
    }

    @Test
    void saysNothingOfTheShippedRules() {
        assertThat(variables("rules: []", 1, 1).policyFindings()).isEmpty();
    }

    @Test
    void findsLogLevelsWithinLeeway() {
        Report dev = side("dev", host("a").section("env[shop]", "LOG_LEVEL", "debug"))
                .and("prod", host("b").section("env[shop]", "LOG_LEVEL", "info"))
                .report();
        Report staging = side("staging", host("a").section("env[shop]", "LOG_LEVEL", "debug"))
                .and("prod", host("b").section("env[shop]", "LOG_LEVEL", "info"))
                .report();

        assertThat(lines(dev)).isEmpty();
        assertThat(lines(staging)).containsExactly("different env[shop]/LOG_LEVEL staging|prod low");
        assertThat(staging.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void knowsProductionUnderAnotherName() {
        Report report = side("lab", host("a").section("env[shop]", "DATABASE_URL/host", "db-1"))
                .and("live", host("b").section("env[shop]", "DATABASE_URL/host", "db-1"))
                .policy("environments: [lab, live]")
                .report();

        assertThat(lines(report)).containsExactly("shared env[shop]/DATABASE_URL/host lab|live critical");
        assertThat(at(report, "env[shop]/DATABASE_URL/host").state()).isEqualTo(DriftState.SHARED);
    }
}
