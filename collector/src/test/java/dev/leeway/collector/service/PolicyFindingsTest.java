package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
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

    @Test
    void saysNothingOfTheShippedRules() {
        assertThat(variables("rules: []", 1, 1).policyFindings()).isEmpty();
    }
}
