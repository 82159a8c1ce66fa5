package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules say of values that each host must have for itself. */
class UniqueRulesTest {
    private static final String WITHIN = "rules: [{match: \"env[*]/ID\", expect: unique, severity: high}]";
    private static final String ACROSS =
            "rules: [{match: \"env[*]/ID\", expect: unique, between: [dev, prod], severity: high}]";

    private static TestHost id(String name, Object value) {
        return host(name).section("env[shop]", "ID", value);
    }

    private static Value secret(String... tags) {
        return new Value.Secret(List.of(tags).stream().map(SecretTag::parse).toList(), Presence.TAGGED);
    }

    private static Report report(String policy, TestHost dev, TestHost... prod) {
        return side("dev", dev).and("prod", prod).policy(policy).report();
    }

    @Test
    void findsOneDriftThatNamesTheHostsThatShareAValue() {
        Report report = report(WITHIN, id("a", 1), id("b", 2), id("c", 2), id("d", 3));

        assertThat(lines(report)).containsExactly("broken env[shop]/ID prod high");
        assertThat(at(report, "env[shop]/ID", DriftState.BROKEN).explanation().summary())
                .isEqualTo("shop: ID is not unique in prod: 2 on b and c");
    }

    @Test
    void isContentWhereEachHasItsOwn() {
        Report report = report(WITHIN, id("a", 1), id("b", 1), id("c", 2));

        assertThat(lines(report)).isEmpty();
        assertThat(report.policyFindings()).isEmpty();
    }

    @Test
    void looksAcrossEnvironmentsWhereItNamesThem() {
        Report report = report(ACROSS, id("a", 1), id("b", 1), id("c", 2));

        assertThat(lines(report)).containsExactly("broken env[shop]/ID dev|prod high");
        assertThat(at(report, "env[shop]/ID", DriftState.BROKEN).explanation().summary())
                .isEqualTo("shop: ID is not unique in dev and prod: 1 on a and on b");
    }

    @Test
    void comparesSecretsUnderOneKeyAndNamesNone() {
        Value one = secret("k-7f3a:AAAAAAAAAAAAAAAA");
        Value other = secret("k-7f3a:BBBBBBBBBBBBBBBB");
        Report broken = report(WITHIN, id("a", other), id("b", one), id("c", one));

        assertThat(lines(broken)).contains("broken env[shop]/ID prod high");
        assertThat(at(broken, "env[shop]/ID", DriftState.BROKEN).explanation().summary())
                .isEqualTo("shop: ID is not unique in prod: one secret on b and c");
        assertThat(broken.toString()).doesNotContain("AAAAAAAA");
        assertThat(lines(report(WITHIN, id("a", other), id("b", one), id("c", other))))
                .isEmpty();
    }

    @Test
    void saysNothingOfSecretsThatCannotBeCompared() {
        for (Value strange : List.of(
                secret("k-aaaa:AAAAAAAAAAAAAAAA"), Value.Secret.of(Presence.UNKEYED), new Value.Withheld("too long"))) {
            Report report = report(WITHIN, id("a", 1), id("b", secret("k-7f3a:AAAAAAAAAAAAAAAA")), id("c", strange));

            assertThat(lines(report)).noneMatch(line -> line.startsWith("broken"));
            assertThat(report.coverage().gaps().toString()).contains("not held against 'unique' (leeway.yaml:1)");
        }
    }

    @Test
    void knowsThatTheHostsOwnNameIsItsOwn() {
        assertThat(lines(report(WITHIN, id("a", "id-{host}"), id("b", "id-{host}"), id("c", "id-{host}"))))
                .isEmpty();
    }

    @Test
    void looksAtHostsOfAllRoles() {
        String policy = "rules: [{match: os/hostname, expect: unique}]";
        Report report = side("dev", host("a").role("web").section("os", "hostname", "n1"))
                .and(
                        "prod",
                        host("b").role("web").section("os", "hostname", "n1"),
                        host("c").role("db").section("os", "hostname", "n1"))
                .policy(policy)
                .report();

        assertThat(lines(report)).contains("broken os/hostname prod medium");
    }

    @Test
    void letsALaterRuleAllowAnything() {
        String policy = """
                rules:
                  - {match: "env[*]/ID", expect: unique}
                  - {match: "env[shop]/ID", expect: any}
                """;
        assertThat(lines(report(policy, id("a", 1), id("b", 2), id("c", 2)))).isEmpty();
    }

    private static TestHost zone(String name, String role, String zone) {
        return host(name).role(role).section("os", "timezone", zone);
    }

    private static List<String> unique(String... rules) {
        return lines(side("dev", zone("a", "web", "X"))
                        .and(
                                "prod",
                                zone("db", "db", "UTC"),
                                zone("w1", "web", "CET"),
                                zone("w2", "web", "CET"),
                                zone("w3", "web", "UTC"))
                        .policy("rules: [" + String.join(", ", rules) + "]")
                        .report())
                .stream()
                .filter(line -> line.startsWith("broken"))
                .toList();
    }

    private static String zones(String more) {
        return "{match: os/timezone, expect: unique" + more + "}";
    }

    @Test
    void looksAtTheHostsOfTheRoleItSpeaksOf() {
        assertThat(unique(zones(", role: web, severity: high"))).containsExactly("broken os/timezone prod high");
        assertThat(unique(zones(", role: db, severity: high"))).isEmpty();
    }

    @Test
    void holdsHostsOfARoleWithARuleOfItsOwnAgainstAllTheSame() {
        assertThat(unique(zones(", severity: low"), zones(", role: db, severity: high")))
                .containsExactly("broken os/timezone prod low");
        assertThat(unique(zones(", severity: low"), "{match: os/timezone, expect: any, role: web, between: [prod]}"))
                .isEmpty();
    }

    @Test
    void isAsGraveAsALaterRuleHasItAtLeast() {
        assertThat(unique(zones(", severity: low"), "{match: 'os/**', atLeast: high}"))
                .containsExactly("broken os/timezone prod high");
    }
}
