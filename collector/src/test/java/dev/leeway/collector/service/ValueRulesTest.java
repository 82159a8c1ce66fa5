package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules say of each value by itself. */
class ValueRulesTest extends PolicyScene {
    private static String rule(String expectation) {
        return "rules: [{match: \"env[*]/X\", " + expectation + "}]";
    }

    @Test
    void findsAValueThatIsNotListedThoughAllEnvironmentsShareIt() {
        Report report = variables(rule("expect: {in: [info, warn]}, severity: high"), "debug", "debug");

        assertThat(lines(report)).containsExactly("broken env[shop]/X dev high", "broken env[shop]/X prod high");
    }

    @Test
    void letsEnvironmentsDifferWithinWhatIsListed() {
        Report report = variables(rule("expect: {in: [info, warn]}"), "info", "warn");

        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().gaps()).isEmpty();
        assertThat(report.policyFindings()).isEmpty();
    }

    @Test
    void tellsABreachOnceAndNotTheDifferenceBesides() {
        assertThat(lines(variables(rule("expect: {in: [info, warn]}"), "info", "debug")))
                .containsExactly("broken env[shop]/X prod medium");
    }

    @Test
    void speaksOfTheEnvironmentItIsConfinedToAndLeavesDifferencesToOthers() {
        assertThat(lines(variables(rule("expect: {in: [info]}, between: [prod]"), "debug", "warn")))
                .containsExactly("different env[shop]/X dev|prod medium", "broken env[shop]/X prod medium");
    }

    @Test
    void leavesReplicasThatDisagreeToOtherRules() {
        Report report = side("dev", host("a").section("env[shop]", "X", "info"))
                .and(
                        "prod",
                        host("b").section("env[shop]", "X", "info"),
                        host("c").section("env[shop]", "X", "warn"))
                .policy(rule("expect: {in: [info, warn]}"))
                .report();

        assertThat(lines(report)).containsExactly("split env[shop]/X prod medium");
    }

    @Test
    void namesTheHostsThatBreakItWhereOthersDoNot() {
        Report report = side("dev", host("a").section("env[shop]", "X", "info"))
                .and(
                        "prod",
                        host("b").section("env[shop]", "X", "info"),
                        host("c").section("env[shop]", "X", "debug"))
                .policy("""
                        rules:
                          - {match: "env[*]/X", expect: {in: [info, warn]}, because: "no one reads more"}
                          - {match: "env[*]/X", expect: any, between: ["*"], of: secret}
                        """)
                .report();

        assertThat(at(report, "env[shop]/X", DriftState.BROKEN).explanation()).satisfies(told -> {
            assertThat(told.summary()).isEqualTo("shop: X is debug in prod on c, and must be one of info, warn");
            assertThat(told.why()).isEqualTo("no one reads more");
            assertThat(told.align()).contains("must be one of info, warn").contains("leeway.yaml:2");
        });
    }

    @Test
    void letsALaterRuleAllowAnything() {
        String policy = """
                rules:
                  - {match: "env[*]/X", expect: {in: [info]}}
                  - {match: "env[shop]/X", expect: any}
                """;
        assertThat(lines(variables(policy, "debug", "debug"))).isEmpty();
    }

    @Test
    void namesWhatCannotBeHeldAgainstItAsAGapAndNeverAsKeptOrBroken() {
        Value secret = new Value.Secret(List.of(SecretTag.parse("k-7f3a:Zm9vYmFyYmF6cXV4")), Presence.TAGGED);
        for (Object value : List.of(secret, Value.Secret.of(Presence.UNKEYED), new Value.Withheld("too long"))) {
            Report report = variables(rule("expect: {matches: \"a.*\"}"), value, value);

            assertThat(lines(report)).isEmpty();
            assertThat(report.coverage().gaps())
                    .extracting(Gap::pattern, Gap::environment)
                    .contains(tuple("env[shop]/X", "dev"), tuple("env[shop]/X", "prod"));
            assertThat(report.coverage().gaps().toString())
                    .contains("matches a.*")
                    .contains("leeway.yaml:1");
        }
    }

    @Test
    void isIncompleteForWantOfWhatIsRequired() {
        String policy = "require: [\"env[shop]/X\"]\n" + rule("expect: {min: 1}");

        assertThat(variables(policy, "many", "many").verdict().text()).isEqualTo("incomplete");
        assertThat(variables(policy, "2", "2").verdict().text()).isEqualTo("same");
    }

    @ParameterizedTest
    @CsvSource({
        "min: 512MiB, 512m, true",
        "min: 512MiB, 511m, false",
        "min: 512MiB, 512MB, false",
        "max: 1GB, 1000000000B, true",
        "max: 30s, PT31S, false",
        "max: 30s, 30000ms, true",
        "max: 5min, 5m, true",
        "'min: 1, max: 10', 10, true",
        "'min: 1, max: 10', 10.5, false",
        "'min: -1', -2, false",
    })
    void readsAmountsAsWhoeverIsGivenThemWould(String bounds, String value, boolean kept) {
        Report report = variables(rule("expect: {" + bounds + "}"), value, value);

        assertThat(lines(report).isEmpty()).isEqualTo(kept);
        assertThat(report.coverage().gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"min: 512MiB, 512", "min: 10, 10s", "max: 30s, 30MiB", "max: 10, ten", "max: 10, 1e2"})
    void doesNotGuessTheSortOfAnAmount(String bounds, String value) {
        Report report = variables(rule("expect: {" + bounds + "}"), value, value);

        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().gaps()).hasSize(2);
    }

    @Test
    void comparesTypedAmountsByWhatTheyAre() {
        assertThat(lines(variables(rule("expect: {in: [1GiB]}"), new Value.Size(1 << 30), new Value.Size(1 << 29))))
                .containsExactly("broken env[shop]/X prod medium");
        assertThat(lines(variables(
                        rule("expect: {min: 90s}"),
                        new Value.Time(Duration.ofMinutes(2)),
                        new Value.Time(Duration.ofSeconds(89)))))
                .containsExactly("broken env[shop]/X prod medium");
    }

    @ParameterizedTest
    @CsvSource({
        "JDK, '>=17.0.9 <18', 17.0.15, true",
        "JDK, '>=17.0.9, <18', 17.0.8, false",
        "JDK, '>=17.0.9 <18', 21, false",
        "DEB, '>1:2.0', 1:2.0-1, true",
        "PEP440, '>=2.0', 2.0rc1, false",
        "SEMVER, '!=1.2.3', 1.2.3, false"
    })
    void ordersVersionsAsTheirSchemeDoes(String scheme, String bounds, String version, boolean kept) {
        Value value = new Value.Version(version, VersionScheme.valueOf(scheme));
        Report report = variables(rule("expect: {version: \"" + bounds + "\"}"), value, value);

        assertThat(lines(report).isEmpty()).isEqualTo(kept);
        assertThat(report.coverage().gaps()).isEmpty();
    }

    @Test
    void doesNotOrderWhatIsNoVersion() {
        assertThat(variables(rule("expect: {version: \">=17\"}"), "17.0.9", "16")
                        .coverage()
                        .gaps())
                .hasSize(2);
    }

    @Test
    void fillsInTheNameOfTheEnvironmentWithItsAliases() {
        String value = rule("expect: {value: \"https://{environment}.shop.example\"}");
        assertThat(lines(variables(value, "https://dev.shop.example", "https://prd.shop.example")))
                .isEmpty();
        assertThat(lines(variables(value, "https://prod.shop.example", "https://PROD.shop.example")))
                .containsExactly("broken env[shop]/X dev medium");
        assertThat(at(variables(value, "https://prod.shop.example", "https://prod.shop.example"), "env[shop]/X")
                        .explanation()
                        .summary())
                .isEqualTo("shop: X is https://prod.shop.example in dev, and must be https://dev.shop.example");

        String pattern = rule("expect: {matches: \"db-[0-9]+\\\\.{environment}\\\\.example\"}");
        assertThat(lines(variables(pattern, "db-1.development.example", "db-22.prod.example")))
                .isEmpty();
        assertThat(lines(variables(pattern, "db-1.dev.example", "db-1.dev.example")))
                .containsExactly("broken env[shop]/X prod medium");
    }

    @Test
    void takesANameForTextInAPattern() {
        String policy = "environments: [dev, {name: prod, aliases: [\"p.d\"]}]\n"
                + rule("expect: {matches: \"{environment}-1\"}, between: [prod]");

        assertThat(lines(variables(policy, "prod-1", "pxd-1"))).contains("broken env[shop]/X prod medium");
        assertThat(lines(variables(policy, "prod-1", "p.d-1"))).doesNotContain("broken env[shop]/X prod medium");
    }

    @Test
    void holdsEveryMemberOfASetAgainstIt() {
        Value both = Value.SetOf.texts(List.of("a", "b"));
        assertThat(lines(variables(rule("expect: {in: [a, b]}"), both, both)))
                .noneMatch(line -> line.startsWith("broken"));
        assertThat(lines(variables(rule("expect: {in: [a]}"), "a", both))).contains("broken env[shop]/X prod medium");
    }

    @Test
    void takesWordsOfAnEnvironmentForOneAndTheSame() {
        String words = "environments: [{name: dev, words: [blue]}, {name: prod, words: [green, canary]}]\n";

        assertThat(lines(variables(words, "db.blue.example", "db.green.example")))
                .isEmpty();
        assertThat(lines(variables(words, "db.blue.example", "db.canary.example")))
                .isEmpty();
        assertThat(lines(variables(words, "db.blue.example", "db.blue.example")))
                .isEmpty();
        assertThat(lines(variables(words, "db.green.example", "db.green.example")))
                .isEmpty();
        assertThat(lines(variables(words, "db.green.example", "db.blue.example")))
                .containsExactly("different env[shop]/X dev|prod medium");
        assertThat(lines(variables("environments: [dev, prod]\n", "db.blue.example", "db.green.example")))
                .containsExactly("different env[shop]/X dev|prod medium");
    }

    @Test
    void doesNotResolveWhatItCanNoLongerHoldAgainstTheRule() {
        String policy = rule("expect: {max: 10}, between: [prod]");
        Report before = variables(policy, 11, 11);
        Report after = side("dev", host("a").section("env[shop]", "X", "many"))
                .and("prod", host("b").section("env[shop]", "X", "many"))
                .policy(policy)
                .after(before)
                .report();

        assertThat(lines(before)).containsExactly("broken env[shop]/X prod medium");
        assertThat(after.resolved()).isEmpty();
        assertThat(lines(after)).containsExactly("unknown env[shop]/X prod medium informational");
        assertThat(side("dev", host("a").section("env[shop]", "X", 9))
                        .and("prod", host("b").section("env[shop]", "X", 9))
                        .policy(policy)
                        .after(before)
                        .report()
                        .resolved())
                .hasSize(1);
    }

    @Test
    void doesNotResolveABreachOfAHostThatWasNotSeen() {
        String policy = rule("expect: {max: 10}, between: [prod]");
        Report before = side("dev", host("a").section("env[shop]", "X", 9))
                .and("prod", host("b").section("env[shop]", "X", 11), host("c").section("env[shop]", "X", 9))
                .policy(policy)
                .report();
        assertThat(lines(before)).contains("broken env[shop]/X prod medium");

        Report blind = side("dev", host("a").section("env[shop]", "X", 9))
                .and(
                        "prod",
                        host("b").fell("env[shop]", Outcome.TIMED_OUT),
                        host("c").section("env[shop]", "X", 9))
                .policy(policy)
                .after(before)
                .report();
        assertThat(blind.resolved()).noneMatch(drift -> drift.id().equals(id(before)));
        assertThat(lines(blind)).contains("unknown env[shop]/X prod medium informational");
    }

    private static String id(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.state() == DriftState.BROKEN)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static TestHost apart(String name, String database) {
        return host(name).section("env[shop]", "X/host", database, "X/port", 5432);
    }

    private static TestHost whole(String name) {
        return host(name).section("env[shop]", "X", new Value.Withheld("too long"));
    }

    private static String part(String expectation) {
        return "rules: [{match: \"env[*]/X/host\", " + expectation + "}]";
    }

    private static List<String> ofPart(Report report) {
        return lines(report).stream().filter(line -> line.contains("X/host")).toList();
    }

    @Test
    void holdsAPartAgainstItsRuleThoughAnotherHostHoldsTheValueWhole() {
        Report report = side("dev", apart("a", "db-1"))
                .and("prod", apart("b", "db-9"), whole("c"))
                .policy(part("expect: {in: [db-1]}, severity: high"))
                .report();

        assertThat(ofPart(report)).containsExactly("broken env[shop]/X/host prod high");
        assertThat(at(report, "env[shop]/X/host").values())
                .extracting(EnvironmentValue::hosts, EnvironmentValue::standing)
                .contains(tuple(List.of("c"), EnvironmentValue.Standing.UNKNOWN));
    }

    @Test
    void namesTheHostsThatHoldAPartInAWholeWhereARuleSpeaksOfIt() {
        String reason = "not held against 'value db-1' (leeway.yaml:1): told as one value there, env[shop]/X";
        Report report = side("dev", apart("a", "db-1"))
                .and("prod", whole("b"), apart("c", "db-1"))
                .policy(part("expect: {in: [db-1]}") + "\nrequire: [\"env[*]/X/host\"]")
                .report();

        assertThat(ofPart(report)).isEmpty();
        assertThat(report.coverage().gaps())
                .extracting(Gap::pattern, Gap::environment, Gap::hosts, Gap::reason, Gap::required)
                .contains(tuple("env[shop]/X/host", "prod", List.of("b"), reason, true));
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(side("dev", apart("a", "db-1"))
                        .and("prod", whole("b"))
                        .policy(part("expect: \"prod = dev\""))
                        .report()
                        .coverage()
                        .gaps())
                .as("a relation")
                .anyMatch(gap ->
                        gap.pattern().equals("env[shop]/X/host") && gap.reason().contains("one value"));
    }

    @Test
    void findsAPartThatEnvironmentsShareOrMustNotHaveThoughAnotherHostHoldsTheValueWhole() {
        for (String expectation : List.of("expect: different", "expect: absent, between: [prod]")) {
            Report report = side("dev", apart("a", "db-1"))
                    .and("prod", apart("b", "db-1"), whole("c"))
                    .policy(part(expectation + ", severity: high"))
                    .report();

            assertThat(ofPart(report)).as(expectation).hasSize(1);
        }
    }

    @Test
    void doesNotResolveAPartThatIsToldWholeNow() {
        String policy = part("expect: {in: [db-1]}, severity: high");
        Report before = side("dev", apart("a", "db-1"))
                .and("prod", apart("b", "db-9"))
                .policy(policy)
                .report();
        Report after = side("dev", apart("a", "db-1"))
                .and("prod", whole("b"))
                .policy(policy)
                .after(before)
                .report();

        assertThat(ofPart(before)).containsExactly("broken env[shop]/X/host prod high");
        assertThat(ofPart(after)).containsExactly("unknown env[shop]/X/host prod high informational");
        assertThat(after.resolved()).noneMatch(drift -> drift.address().text().equals("env[shop]/X/host"));
    }
}
