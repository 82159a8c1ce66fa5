package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredFactsTest {
    /** A host that runs the shop and lists it. */
    private static TestHost shop(String name) {
        return host(name)
                .section("process", "service[shop]/name", "shop")
                .section("process[shop]", "main/name", "java");
    }

    private static TestHost seen(String name) {
        return shop(name).section("env", "service[shop]/observed", true).section("env[shop]", "REGION", "eu");
    }

    private static Compared both(TestHost one, TestHost other, String... required) {
        return side("staging", one)
                .and("prod", other)
                .policy("require: ["
                        + String.join(
                                ", ",
                                List.of(required).stream()
                                        .map(text -> '"' + text + '"')
                                        .toList()) + "]");
    }

    private static List<String> required(Report report) {
        return report.coverage().gaps().stream()
                .filter(Gap::required)
                .map(gap -> gap.environment() + " " + gap.pattern() + " "
                        + gap.outcome().text())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"env[shop]/**", "env[*]/**", "env[shop]", "env[shop]/REGION", "**/REGION"})
    void isIncompleteWhenTheSectionFellOnBothSides(String pattern) {
        Report report = both(
                        shop("a").section("env").fell("env[shop]", Outcome.FAILED),
                        shop("b").section("env").fell("env[shop]", Outcome.REFUSED),
                        pattern)
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(required(report)).containsExactly("staging env[shop] failed", "prod env[shop] refused");
        assertThat(report.policyFindings()).isEmpty();
    }

    @Test
    void isIncompleteWhenTheIndexFellOnBothSides() {
        Report report = both(
                        shop("a").fell("env", Outcome.FAILED), shop("b").fell("env", Outcome.FAILED), "env[shop]/**")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(required(report)).containsExactly("staging env[shop] failed", "prod env[shop] failed");
    }

    @Test
    void isIncompleteWhenTheIndexFellWhereTheServiceRunsThoughItSpokeElsewhere() {
        Report report = side(
                        "staging",
                        shop("a").fell("env", Outcome.FAILED),
                        host("c").section("env"))
                .and("prod", shop("b").fell("env", Outcome.FAILED), host("d").section("env"))
                .policy("require: [\"env[shop]/**\"]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.coverage().gaps()).filteredOn(Gap::required).allSatisfy(gap -> {
            assertThat(gap.pattern()).isEqualTo("env[shop]");
            assertThat(gap.hosts()).isIn(List.of("a"), List.of("b"));
        });
    }

    @Test
    void isIncompleteWhenNobodyAskedAnyHostForIt() {
        Report report = both(
                        shop("a").fell("env", Outcome.NOT_REQUESTED),
                        shop("b").fell("env", Outcome.NOT_REQUESTED),
                        "env[*]/**")
                .report();

        assertThat(required(report)).containsExactly("staging env[shop] notRequested", "prod env[shop] notRequested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env[shop]/LOG_LEVEL", "env[shop]/**", "env[shop]/*", "env[*]/LOG_*"})
    void isIncompleteWhenItWasNotCoveredOnEitherSide(String pattern) {
        Report report = both(
                        shop("a").section("env").partial("env[shop]", "env[shop]/LOG_LEVEL", "REGION", "eu"),
                        shop("b").section("env").partial("env[shop]", "env[shop]/LOG_LEVEL", "REGION", "eu"),
                        pattern)
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(required(report))
                .containsExactly("staging env[shop]/LOG_LEVEL partial", "prod env[shop]/LOG_LEVEL partial");
    }

    @Test
    void asksForNothingBesideWhatIsRequired() {
        Report report = both(
                        shop("a").section("env").partial("env[shop]", "env[shop]/LOG_LEVEL", "REGION", "eu"),
                        shop("b").section("env").partial("env[shop]", "env[shop]/LOG_LEVEL", "REGION", "eu"),
                        "env[shop]/REGION")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void knowsWhatIsUncoveredUnderTheHostsOwnName() {
        Report report = side("staging", host("a").partial("env[shop-old]", "env[shop-old]/LOG_LEVEL", "REGION", "eu"))
                .and("prod", host("b").partial("env[shop-old]", "env[shop-old]/LOG_LEVEL", "REGION", "eu"))
                .policy("services: {shop: [shop-old]}\nrequire: [\"env[shop]/LOG_LEVEL\"]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    private static Compared refusedOnOne(String require) {
        return side("staging", seen("a"))
                .and("prod", seen("b"), shop("c").section("env").fell("env[shop]", Outcome.REFUSED))
                .policy("require: [" + require + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"env[shop]/**\"",
                "\"env[*]/**\"",
                "\"env[shop]/REGION\"",
                "{match: \"env[shop]/**\"}",
                "{match: \"env[shop]/**\", hosts: each}"
            })
    void isIncompleteWhenOneReplicaWasNotSeen(String require) {
        Report report = refusedOnOne(require).report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(required(report)).containsExactly("prod env[shop] refused");
        assertThat(report.coverage().gaps())
                .filteredOn(Gap::required)
                .extracting(Gap::hosts)
                .containsExactly(HostNames.of(List.of("c")));
        assertThat(refusedOnOne(require).allowUnknown("env[shop]").report().verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void isContentWhenOneReplicaWasSeenAndThatIsAllThePolicyAsks() {
        assertThat(refusedOnOne("{match: \"env[shop]/**\", hosts: one}")
                        .report()
                        .verdict())
                .isEqualTo(Verdict.SAME);
    }

    @Test
    void isIncompleteWhenOneReplicaWasNotSeenThoughOthersDiffer() {
        Report report = side("staging", seen("a"))
                .and(
                        "prod",
                        seen("b"),
                        shop("d").section("env").section("env[shop]", "REGION", "us"),
                        seen("e"),
                        shop("c").section("env").fell("env[shop]", Outcome.REFUSED))
                .policy("require: [\"env[shop]/**\"]\nrules: [{match: \"env[shop]/REGION\", expect: any}]")
                .report();

        assertThat(required(report)).containsExactly("prod env[shop] refused");
    }

    @Test
    void isIncompleteWhenAPartWasNotCoveredOnOneReplica() {
        TestHost blind = shop("c").section("env").partial("env[shop]", "env[shop]/LOG_LEVEL", "REGION", "eu");
        Compared compared = side("staging", seen("a")).and("prod", seen("b"), blind);
        String one = "require: [{match: \"env[shop]/**\", hosts: one}]";

        assertThat(required(compared.policy("require: [\"env[shop]/**\"]").report()))
                .containsExactly("prod env[shop]/LOG_LEVEL partial");
        assertThat(required(compared.policy(one).report())).isEmpty();
    }

    @Test
    void isIncompleteWhenOneHostCouldNotEvenSayWhatRunsThere() {
        TestHost blind = host("c").fell("process", Outcome.REFUSED).fell("env", Outcome.REFUSED);
        Compared compared = side("staging", seen("a")).and("prod", seen("b"), blind);
        String one = "require: [{match: \"env[*]/**\", hosts: one}]";

        assertThat(required(compared.policy("require: [\"env[*]/**\"]").report()))
                .containsExactly("prod env[*]/** refused");
        assertThat(required(compared.policy(one).report())).isEmpty();
    }

    @Test
    void asksNothingOfHostsThatHaveNoneOfIt() {
        TestHost other = host("d").section("process").section("env").fell("database", Outcome.NOT_REQUESTED);
        Report report = side("staging", seen("a").section("database[shop]", "server/product", "PostgreSQL"))
                .and("prod", seen("b").section("database[shop]", "server/product", "PostgreSQL"), other)
                .policy("require: [\"env[*]/**\", \"database[*]/**\"]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void asksOfAServiceThatOneEnvironmentHasAsOfAnyOther() {
        Report report = side("staging", host("a").section("process").section("env"))
                .and("prod", seen("b"), shop("c").section("env").fell("env[shop]", Outcome.REFUSED))
                .policy("require: [\"env[*]/**\"]")
                .report();

        assertThat(required(report)).containsExactly("prod env[shop] refused");
    }

    @Test
    void saysWhatMayBeSaidOfHosts() {
        assertThatThrownBy(() -> PolicyReader.read("require: [{match: \"env[*]/**\", hosts: most}]", "leeway.yaml"))
                .hasMessageContainingAll("leeway.yaml:1", "'most'", "'hosts: one'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env[shop]", "env[shop]/**", "env/**", "env[*]/**"})
    void acceptsForOneRunWhatFellOnBothSides(String allowed) {
        Report report = both(
                        shop("a").section("env").fell("env[shop]", Outcome.FAILED),
                        shop("b").section("env").fell("env[shop]", Outcome.FAILED),
                        "env[shop]/**")
                .allowUnknown(allowed)
                .report();

        Verdict expected = allowed.equals("env/**") ? Verdict.INCOMPLETE : Verdict.SAME;
        assertThat(report.verdict()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env[shpo]/**", "env[shop]/NEVER", "env[*]/NEVER", "os/never"})
    void isIncompleteWhenARequirementMeansNothing(String pattern) {
        Report report = both(
                        seen("a").section("os", "timezone", "UTC"), seen("b").section("os", "timezone", "UTC"), pattern)
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.policyFindings()).singleElement().satisfies(finding -> {
            assertThat(finding.origin()).isEqualTo("leeway.yaml:1");
            assertThat(finding.kind()).isEqualTo("matchedNothing");
            assertThat(finding.message()).contains(pattern, "matches no fact");
        });
    }

    @Test
    void suggestsTheServiceThatWasMeant() {
        Report report = both(seen("a"), seen("b"), "env[shpo]/**").report();

        assertThat(report.policyFindings())
                .extracting(PolicyFinding::message)
                .singleElement()
                .asString()
                .endsWith("did you mean env[shop]?");
    }

    @Test
    void isContentWithARequirementThatOneSideAloneHolds() {
        Report report = both(
                        seen("a"),
                        shop("b").section("env", "service[shop]/observed", true).section("env[shop]"),
                        "env[shop]/REGION")
                .report();

        assertThat(report.policyFindings()).isEmpty();
        assertThat(required(report)).isEmpty();
    }

    @Test
    void asksForNothingThatTheRunLeavesOut() {
        Compared compared = both(
                seen("a").section("os", "timezone", "UTC"), seen("b").section("os", "timezone", "UTC"), "env[shpo]/**");

        assertThat(compared.only("os/**").report().verdict()).isEqualTo(Verdict.SAME);
        assertThat(compared.only().ignore("env[*]/**").report().verdict()).isEqualTo(Verdict.SAME);
    }
}
