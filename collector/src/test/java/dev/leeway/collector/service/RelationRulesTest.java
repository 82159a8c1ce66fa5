package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules say of how the values of two environments stand to each other. */
class RelationRulesTest extends PolicyScene {
    private static String rule(String relation) {
        return "rules: [{match: \"env[*]/X\", expect: \"" + relation + "\", severity: high}]";
    }

    @ParameterizedTest
    @CsvSource({
        "prod >= 2 * dev, 2, 4, true",
        "prod >= 2 * dev, 2, 3, false",
        "prod >= 2 * dev, 2, 2, false",
        "prod>=2*dev, 2, 4, true",
        "2 * development <= live, 2, 3, false",
        "prod < dev, 2, 1, true",
        "prod < dev, 2, 2, false",
        "prod = 2 * dev, 512MiB, 1GiB, true",
        "prod = 2 * dev, 512m, 1g, true",
        "prod / 4 >= dev, 512m, 1g, false",
        "prod >= dev + 1GiB, 1g, 2g, true",
        "prod - 1GiB > dev, 1g, 2g, false",
        "prod > 0 * dev, 5, 0, false",
        "prod - dev <= 30s, 1m, 90s, true",
        "prod - dev < 30s, 1m, 90s, false",
        "prod = dev, blue, blue, true",
        "prod = dev, blue, green, false",
        "prod != dev, blue, blue, false"
    })
    void holdsOneEnvironmentAgainstTheOther(String relation, String dev, String prod, boolean kept) {
        Report report = variables(rule(relation), dev, prod);

        assertThat(lines(report)).isEqualTo(kept ? List.of() : List.of("broken env[shop]/X dev|prod high"));
        assertThat(report.coverage().gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "prod >= 2 * dev, 2, many",
        "prod >= 2 * dev, 2s, 4MiB",
        "prod >= dev + 1GiB, 1, 2",
        "prod > dev, blue, green"
    })
    void saysNothingOfWhatCannotBeHeldAgainstEachOther(String relation, String dev, String prod) {
        Report report = variables(rule(relation), dev, prod);

        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().gaps())
                .extracting(gap -> gap.environment())
                .containsExactly("dev", "prod");
    }

    @Test
    void holdsForTheWorstOfAllReplicas() {
        Report report = side(
                        "dev",
                        host("a").section("env[shop]", "X", 2),
                        host("b").section("env[shop]", "X", 2),
                        host("c").section("env[shop]", "X", 3))
                .and("prod", host("d").section("env[shop]", "X", 5))
                .policy(rule("prod >= 2 * dev"))
                .report();

        assertThat(lines(report)).contains("broken env[shop]/X dev|prod high");
        assertThat(at(report, "env[shop]/X", DriftState.BROKEN).explanation().summary())
                .isEqualTo("shop: X is 2 and 3 in dev, 5 in prod, and must be so that prod >= 2 * dev");
    }

    @Test
    void leavesAValueThatIsNotThereOrNotSeenToOthers() {
        Report missing = side("dev", host("a").section("env[shop]", "X", 2))
                .and("prod", host("b").section("env[shop]", "Y", 2))
                .policy(rule("prod >= 2 * dev"))
                .report();
        Report unseen = side("dev", host("a").section("env[shop]", "X", 2))
                .and("prod", host("b").fell("env[shop]", Outcome.REFUSED))
                .policy(rule("prod >= 2 * dev"))
                .report();

        assertThat(lines(missing)).contains("missing env[shop]/X dev|prod medium");
        assertThat(lines(unseen)).noneMatch(line -> line.contains("env[shop]/X"));
    }

    @Test
    void comparesSecretsByNothing() {
        assertThat(lines(variables(
                        rule("prod != dev"), Value.Secret.of(Presence.UNKEYED), Value.Secret.of(Presence.UNKEYED))))
                .isEmpty();
    }

    @Test
    void speaksOfNoOtherPair() {
        Report report = side("dev", host("a").section("env[shop]", "X", 2))
                .and("staging", host("b").section("env[shop]", "X", 2))
                .and("prod", host("c").section("env[shop]", "X", 3))
                .policy(rule("prod >= staging"))
                .report();

        assertThat(lines(report)).containsExactly("different env[shop]/X dev|prod medium");
    }

    @Test
    void letsALaterRuleAllowAnything() {
        String policy = """
                rules:
                  - {match: "env[*]/X", expect: "prod >= 2 * dev"}
                  - {match: "env[*]/X", expect: any}
                """;
        assertThat(lines(variables(policy, 2, 3))).isEmpty();
    }

    private static Report networks(String relation, String... prod) {
        Value staging = Value.SetOf.texts(List.of("10.0.0.0/24", "10.0.1.0/24"));
        return side("staging", host("a").section("database[shop]", "client[a]/address", staging))
                .and("prod", host("b").section("database[shop]", "client[a]/address", Value.SetOf.texts(List.of(prod))))
                .policy("rules: [{match: \"database[*]/client[*]/address\", expect: \"" + relation + "\"}]")
                .report();
    }

    @Test
    void takesWhatTheCatalogueKnowsAsASetForOneValue() {
        assertThat(lines(networks("prod = staging", "10.0.0.0/24", "10.0.1.0/24")))
                .noneMatch(line -> line.startsWith("broken"));
        assertThat(lines(networks("prod = staging", "10.0.0.0/24"))).anyMatch(line -> line.startsWith("broken"));
        Report ordered = networks("prod >= staging", "10.0.0.0/24");
        assertThat(lines(ordered)).noneMatch(line -> line.startsWith("broken"));
        assertThat(ordered.coverage().gaps().toString()).contains("the values are no amounts of one sort");
    }
}
