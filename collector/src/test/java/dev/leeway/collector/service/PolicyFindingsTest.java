package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules and waivers that a policy no longer needs, as far as all of their facts were seen. */
class PolicyFindingsTest extends PolicyScene {
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
    void callsOnlyTheOverlaidOneOfTwoRulesRottenThatHoldBackTheSame() {
        String rules = """
                rules:
                  - {match: "env[shop]/DATABASE_URL/host", expect: any}
                  - {match: "env[*]/DATABASE_URL/host", expect: any}
                """;
        assertThat(kinds(database(rules, "db-1", "db-1"))).containsExactly("leeway.yaml:2 overlaid");
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

    @Test
    void saysNothingOfTheShippedRules() {
        assertThat(variables("rules: []", 1, 1).policyFindings()).isEmpty();
    }

    private static List<String> kinds(Report report) {
        return report.policyFindings().stream()
                .map(finding -> finding.origin() + " " + finding.kind())
                .toList();
    }

    @Test
    void reportsRulesInWhosePlaceLaterOnesSpeak() {
        String policy = """
                rules:
                  - {match: "env[shop]/X", expect: any}
                  - {match: "env[shop]/X", expect: absent, between: [prod]}
                  - {match: "env[*]/X", expect: {in: ["1"]}, between: [prod]}
                  - {match: "env[*]/X", expect: same, severity: high}
                  - {match: "env[*]/*", expect: any}
                """;
        Report report = variables(policy, 1, 2);

        assertThat(kinds(report))
                .containsExactly(
                        "leeway.yaml:2 overlaid",
                        "leeway.yaml:3 overlaid",
                        "leeway.yaml:4 overlaid",
                        "leeway.yaml:5 overlaid");
        assertThat(report.policyFindings().get(0).message()).contains("(leeway.yaml:5, leeway.yaml:6)");
    }

    @Test
    void knowsWhatLaterRulesLeaveToEarlierOnes() {
        for (String later : List.of(
                "{match: \"env[shop]/X\", expect: any}",
                "{match: \"env[*]/X\", expect: any, between: [staging, prod]}",
                "{match: \"env[*]/X\", expect: any, of: secret}",
                "{match: \"env[*]/X\", expect: any, upTo: low}",
                "{match: \"env[*]/X\", expect: any, role: web}",
                "{match: \"env[*]/X\", expect: any, probe: os}",
                "{match: \"env[*{!mail}]/X\", expect: any}",
                "{match: \"env[*]/X\", expect: same, between: [\"*\"]}",
                "{match: \"env[*]/X\", expect: absent}",
                "{match: \"env[*]/X\", leeway: patch}",
                "{match: \"env[*]/X\", atLeast: high}")) {
            String policy = "rules:\n  - {match: \"env[*]/X\", expect: same}\n  - " + later + "\n";

            assertThat(kinds(variables(policy, 1, 2))).as(later).doesNotContain("leeway.yaml:2 overlaid");
        }
    }

    @Test
    void takesALadderForOneRule() {
        String policy = """
                rules:
                  - {match: "env[*]/X", leeway: patch, severity: low}
                  - {match: "env[*]/X", leeway: minor, severity: high}
                """;
        assertThat(kinds(variables(policy, 1, 2))).doesNotContain("leeway.yaml:2 overlaid");
    }

    @Test
    void reportsWaiversThatALaterOneMakesNeedless() {
        String policy = """
                waivers:
                  - {match: "env[shop]/X", because: x, owner: y, until: 2027-01-31}
                  - {match: "env[shop]/X", because: x, owner: y, until: 2027-03-31}
                  - {match: "env[*]/X", upTo: low, because: x, owner: y, until: 2027-03-31}
                  - {match: "env[*]/*", because: x, owner: y, until: 2027-02-28}
                """;
        assertThat(kinds(variables(policy, 1, 2)))
                .containsExactly("leeway.yaml:2 overlaid", "leeway.yaml:4 differenceGone");
    }

    @Test
    void reportsARoleThatNoHostHas() {
        String policy = """
                rules: [{match: "env[*]/X", role: wbe, expect: any}]
                waivers: [{match: "env[*]/X", role: wbe, because: x, owner: y, until: 2027-01-31}]
                """;
        assertThat(kinds(variables(policy, 1, 2)))
                .containsExactly("leeway.yaml:1 matchedNothing", "leeway.yaml:2 matchedNothing");
    }

    @Test
    void looksForFactsOfTheProbesARuleIsConfinedTo() {
        String policy = """
                rules: [{probe: [env, os], expect: any}]
                waivers: [{probe: os, because: x, owner: y, until: 2027-01-31}]
                """;
        Report report = side("dev", host("a").section("env[shop]", "X", 1).section("os"))
                .and("prod", host("b").section("env[shop]", "X", 2).section("os"))
                .policy(policy)
                .report();

        assertThat(kinds(report)).containsExactly("leeway.yaml:2 matchedNothing");
    }

    @Test
    void announcesAWaiverThatEndsWithinAFortnight() {
        assertThat(kinds(variables("waivers: [{match: \"env[*]/X\", because: x, owner: y, until: 2026-12-04}]", 1, 2)))
                .containsExactly("leeway.yaml:1 expiresSoon");
        assertThat(kinds(variables("waivers: [{match: \"env[*]/X\", because: x, owner: y, until: 2026-12-05}]", 1, 2)))
                .isEmpty();
    }

    private static Report wanted(String match) {
        return side(
                        "dev",
                        host("a").section("env", "service[shop]/observed", true).section("env[shop]", "A", 1))
                .and(
                        "prod",
                        host("b").section("env", "service[shop]/observed", true).section("env[shop]", "A", 1))
                .policy("rules: [{match: \"" + match + "\", expect: present, severity: critical}]")
                .report();
    }

    @Test
    void namesARuleThatWantsPresentWhatNothingIsCalled() {
        for (String slip : List.of("env[shpo]/API_KEY", "env[shop]/API_*")) {
            Report report = wanted(slip);

            assertThat(report.policyFindings())
                    .as(slip)
                    .extracting(PolicyFinding::kind)
                    .containsExactly("matchedNothing");
            assertThat(report.coverage().gaps()).as(slip).isEmpty();
        }
        assertThat(lines(wanted("env[shop]/API_KEY"))).contains("missing env[shop]/API_KEY prod critical");
        assertThat(wanted("env[shop]/API_KEY").policyFindings()).isEmpty();
    }

    @Test
    void tellsAGapWhereNobodyLookedForWhatIsWantedPresent() {
        Report report = wanted("os/timezone");

        assertThat(report.policyFindings()).isEmpty();
        assertThat(report.coverage().gaps())
                .extracting(Gap::pattern, Gap::environment)
                .containsExactly(tuple("os/timezone", "dev"), tuple("os/timezone", "prod"));
        assertThat(report.coverage().gaps().get(0).reason()).contains("'present' (leeway.yaml:1)");
    }
}
