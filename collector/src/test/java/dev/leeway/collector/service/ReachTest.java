package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What rules and waivers are confined to beside environments. */
class ReachTest extends PolicyScene {
    private static Report roles(String policy) {
        return side(
                        "dev",
                        host("a").role("web").section("os", "X", 1).section("env[shop]", "X", 1),
                        host("b").role("db").section("os", "X", 1).section("env[mail]", "X", 1))
                .and(
                        "prod",
                        host("c").role("web").section("os", "X", 2).section("env[shop]", "X", 2),
                        host("d").role("db").section("os", "X", 2).section("env[mail]", "X", 2))
                .policy(policy)
                .report();
    }

    private static List<String> scopes(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.disposition().text().equals("open"))
                .map(drift -> drift.address().text() + " " + drift.scope().name())
                .sorted()
                .toList();
    }

    @Test
    void confinesARuleToHostsOfARoleAndToWhatRunsThere() {
        assertThat(scopes(roles("rules: [{match: \"**\", expect: any, role: web}]")))
                .containsExactly("env[mail]/X mail", "os/X db");
        assertThat(scopes(roles("rules: [{match: \"**\", expect: any, role: [web, db]}]")))
                .isEmpty();
    }

    @Test
    void confinesAWaiverToHostsOfARole() {
        assertThat(scopes(roles("waivers: [{match: \"**\", role: db, because: x, owner: y, until: 2027-01-31}]")))
                .containsExactly("env[shop]/X shop", "os/X web");
    }

    @Test
    void speaksOfNoServiceThatRunsOnHostsOfOtherRolesToo() {
        Report report = side("dev", host("a").role("web").section("env[shop]", "X", 1))
                .and("prod", host("b").role("db").section("env[shop]", "X", 2))
                .policy("rules: [{match: \"**\", expect: any, role: web}]")
                .report();

        assertThat(lines(report)).containsExactly("different env[shop]/X dev|prod medium");
    }

    @Test
    void confinesARuleToProbes() {
        assertThat(scopes(roles("rules: [{probe: os, expect: any}]")))
                .containsExactly("env[mail]/X mail", "env[shop]/X shop");
        assertThat(scopes(roles("rules: [{probe: [os, env], match: \"*[*]/X\", expect: any}]")))
                .containsExactly("os/X db", "os/X web");
        assertThat(scopes(roles("waivers: [{probe: env, because: x, owner: y, until: 2027-01-31}]")))
                .containsExactly("os/X db", "os/X web");
    }

    private static final String GRAVE = """
            rules:
              - {match: "env[shop]/LOW", expect: same, severity: low}
              - {match: "env[shop]/HIGH", expect: same, severity: high}
              - {match: "env[shop]/GONE", expect: present, severity: high}
              - {match: "env[shop]/KEPT", expect: different, severity: high}
              - {match: "env[shop]/FORBIDDEN", expect: absent, severity: high}
            """;

    private static Report grave(String more) {
        return side("dev", host("a").section("env[shop]", "FORBIDDEN", 1, "GONE", 1, "HIGH", 1, "KEPT", "x", "LOW", 1))
                .and("prod", host("b").section("env[shop]", "FORBIDDEN", 1, "HIGH", 2, "KEPT", "x", "LOW", 2))
                .policy(GRAVE + more)
                .report();
    }

    @Test
    void letsARuleReachOnlyDriftsUpToASeverity() {
        assertThat(lines(grave("  - {match: \"**\", expect: any, upTo: low}\n")))
                .containsExactlyElementsOf(lines(grave("")).stream()
                        .filter(line -> !line.contains("/LOW "))
                        .toList())
                .hasSize(5);
        assertThat(lines(grave("  - {match: \"**\", expect: any, upTo: high}\n")))
                .isEmpty();
    }

    /** Each asks those before it, which would ask those before them: a thousand million times. */
    @Test
    @Timeout(20)
    void asksManySuchRulesOnce() {
        String many = "  - {match: \"**\", expect: any, upTo: low}\n".repeat(30);

        assertThat(lines(grave(many))).hasSize(5);
    }

    @Test
    void letsAWaiverReachOnlyDriftsUpToASeverity() {
        String waiver = "waivers: [{match: \"**\", upTo: low, because: x, owner: y, until: 2027-01-31}]";

        assertThat(lines(grave(waiver)).stream().filter(line -> line.endsWith(" waived")))
                .containsExactly("different env[shop]/LOW dev|prod low waived");
    }

    @Test
    void raisesWhateverElseSaysThatSomethingDrifts() {
        String raise = "  - {match: \"env[*]/**\", atLeast: medium, between: [dev, prod]}\n";

        assertThat(lines(grave(raise)))
                .contains("different env[shop]/LOW dev|prod medium", "different env[shop]/HIGH dev|prod high");
        assertThat(lines(grave(raise + "  - {match: \"env[shop]/LOW\", expect: any, upTo: low}\n")))
                .contains("different env[shop]/LOW dev|prod medium");
        assertThat(lines(variables("rules: [{match: \"env[*]/X\", atLeast: high}]", 1, 1)))
                .isEmpty();
    }

    @Test
    void excusesNothingAcrossFactsThatItMayNotReach() {
        for (String reach : List.of("upTo: low", "role: web")) {
            Report report = side("dev", host("a").section("os"))
                    .and(
                            "prod",
                            host("b")
                                    .section("os")
                                    .section("git[shop]", "commit", "aaaaaaaaaaaa")
                                    .section("dependency[shop]", "artefact/commit", "bbbbbbbbbbbb"))
                    .policy("rules: [{match: \"**\", expect: any, " + reach + "}]")
                    .report();

            assertThat(lines(report)).contains("split dependency[shop]/artefact/commit prod high");
        }
    }
}
