package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.HostKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a rule of the user's judges is quieted by that rule or a waiver, and by nothing that Leeway knows. */
class UsersWordTest {
    private static final String VERDICT = "image[shop]/label[scan.verdict]";

    private static Value version(String text) {
        return new Value.Version(text, VersionScheme.MAVEN);
    }

    private static TestHost image(String name, String tag, String verdict, Object... more) {
        TestHost host = host(name).section("process[shop]", "main/kind", "jar");
        List<Object> facts = new ArrayList<>(List.of("tag", tag, "label[scan.verdict]", verdict));
        facts.addAll(List.of(more));
        return host.section("image[shop]", facts.toArray());
    }

    private static Compared images(String policy) {
        return side("staging", image("a", "1.1", "passed"))
                .and("prod", image("b", "1.0", "failed"))
                .policy(policy);
    }

    @Test
    void standsThoughAnotherTagExplainsIt() {
        Report report = images("rules: [{match: '" + VERDICT + "', expect: same, severity: critical}]")
                .report();

        assertThat(lines(report)).contains("different " + VERDICT + " staging|prod critical");
    }

    @Test
    void marksWhatAnotherTagExplainsWithTheDriftThatTellsIt() {
        Report report = images("environments: [staging, prod]").report();

        Drift told = at(report, VERDICT);
        assertThat(told.disposition()).isEqualTo(Disposition.WITHIN_LEEWAY);
        assertThat(told.judgedBy())
                .isEqualTo("drift " + at(report, "image[shop]/tag").id());
    }

    @Test
    void findsVersionsAndContentsThatAreNotAllowedWhereverTheyAre() {
        Report report = side("staging", host("a"))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "dependency[shop]",
                                        "maven[a:b]/version",
                                        version("1"),
                                        "maven[a:b]/content",
                                        "x"))
                .policy("rules: [{match: 'dependency[*]/**', expect: absent, between: [prod], severity: high}]")
                .report();

        assertThat(lines(report))
                .contains(
                        "unexpected dependency[shop]/maven[a:b]/version prod high",
                        "unexpected dependency[shop]/maven[a:b]/content prod high");
    }

    @Test
    void isNotReplacedByWhatIsToldOfTheSameBeyondItsRow() {
        long mib = 1L << 20;
        Report report = side("staging", image("a", "1.1", "passed", "size", new Value.Size(100 * mib)))
                .and("prod", image("b", "1.1", "passed", "size", new Value.Size(300 * mib)))
                .policy("rules: [{match: 'image[*]/size', expect: same, severity: critical}]")
                .report();

        Drift size = at(report, "image[shop]/size");
        assertThat(size.severity().text()).isEqualTo("critical");
        assertThat(size.judgedBy()).isEqualTo("leeway.yaml:1");
        assertThat(size.explanation().summary()).contains("3.0 times as heavy");
    }

    private static TestHost replica(String name, String release, String database) {
        return host(name)
                .section("process[shop]", "main/version", version(release))
                .section("env[shop]", "DATABASE_URL/host", database);
    }

    private static Report rollout(String policy) {
        return side("staging", replica("a", "1.4.3", "db-s"))
                .and("prod", replica("b", "1.4.3", "db-1"), replica("c", "1.4.2", "db-2"))
                .policy(policy)
                .report();
    }

    private static final String SPLIT = "split env[shop]/DATABASE_URL/host prod ";

    @Test
    void standsThoughARolloutSplitsTheSameHosts() {
        assertThat(lines(rollout("environments: [staging, prod]"))).contains(SPLIT + "info informational");
        assertThat(lines(rollout("rules: [{match: 'env[*]/DATABASE_URL/host', expect: same, between: [prod],"
                        + " severity: critical}]")))
                .contains(SPLIT + "critical");
    }

    @Test
    void standsBetweenUnlikeHosts() {
        String policy = "rules: [{match: os/timezone, expect: same, severity: critical}]";
        Report report = side("dev", host("a").kind(HostKind.LAPTOP).section("os", "timezone", "UTC"))
                .and(
                        "prod",
                        host("b").section("os", "timezone", "CET"),
                        host("c").section("os", "timezone", "EET"))
                .policy(policy)
                .report();

        assertThat(lines(report))
                .contains("split os/timezone prod critical")
                .noneMatch(line -> line.contains("inform"));
    }

    @Test
    void standsThoughThePolicyIsCalledAsOneThatShips() {
        for (String name : List.of("plain.yaml", "default policy", "default policy.yaml", "strict policy:1")) {
            Report report = side("staging", image("a", "1.1", "passed"))
                    .and("prod", image("b", "1.0", "failed"))
                    .policy("rules: [{match: '" + VERDICT + "', expect: same, severity: critical}]", name)
                    .report();

            assertThat(lines(report)).as(name).contains("different " + VERDICT + " staging|prod critical");
        }
    }

    @Test
    void isNotWaivedByWhatIsAcceptedBetweenTwoEnvironments() {
        String policy = """
                rules: [{match: "env[*]/LOG_LEVEL", expect: {in: [info, warn]}, between: [prod], severity: critical}]
                waivers: [{match: "env[shop]/*", between: [%s], because: x, owner: y, until: 2027-01-31}]
                """;
        TestHost[] prod = {
            host("b").section("env[shop]", "LOG_LEVEL", "info", "MODE", 1),
            host("c").section("env[shop]", "LOG_LEVEL", "trace", "MODE", 2)
        };
        Compared compared = side("staging", host("a").section("env[shop]", "LOG_LEVEL", "info", "MODE", 1))
                .and("prod", prod);

        assertThat(lines(compared.policy(policy.formatted("staging, prod")).report()))
                .contains("broken env[shop]/LOG_LEVEL prod critical")
                .contains("split env[shop]/MODE prod medium");
        assertThat(lines(compared.policy(policy.formatted("prod")).report()))
                .contains("broken env[shop]/LOG_LEVEL prod critical waived", "split env[shop]/MODE prod medium waived");
    }

    @Test
    void wantsAFactPresentThoughThePairMayDiffer() {
        String policy = """
                rules:
                  - {match: "env[shop]/NEEDED", expect: present, between: [prod], severity: high}
                  - {match: "env[shop]/**", expect: any, between: [staging, prod]}
                """;
        Report report = side("staging", host("a").section("env[shop]", "NEEDED", "x"))
                .and("prod", host("b").section("env[shop]", "OTHER", "x"))
                .policy(policy)
                .report();

        assertThat(lines(report)).contains("missing env[shop]/NEEDED prod high");
    }
}
