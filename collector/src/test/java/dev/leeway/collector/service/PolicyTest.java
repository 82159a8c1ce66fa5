package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import org.junit.jupiter.api.Test;

/** What the rules of a policy want, and where. */
class PolicyTest extends PolicyScene {
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
