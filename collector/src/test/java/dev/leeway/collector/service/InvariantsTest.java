package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.Reports.values;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must hold between the facts of one environment. */
class InvariantsTest {
    private static final String HEAP = """
            invariants:
              - name: heap-fits
                assert: "process[*]/jvm/heap/max <= 0.8 * container[*]/limit/memory"
                severity: high
            """;
    private static final String ADDRESS = "process[shop]/jvm/heap/max";

    private static Value size(int gibibytes) {
        return new Value.Size((long) gibibytes << 30);
    }

    private static TestHost sized(String name, int heap, int limit) {
        return host(name)
                .section("process[shop]", "jvm/heap/max", size(heap))
                .section("container[shop]", "limit/memory", size(limit));
    }

    private static Report report(String policy, TestHost dev, TestHost... prod) {
        return side("dev", dev).and("prod", prod).policy(policy).report();
    }

    @Test
    void tellsADriftOfTheFirstFactWithBothValues() {
        Report report = report(HEAP, sized("a", 4, 8), sized("b", 4, 8), sized("c", 7, 8));
        Drift drift = at(report, ADDRESS, DriftState.BROKEN);

        assertThat(lines(report)).contains("broken " + ADDRESS + " prod high");
        assertThat(drift.explanation().summary())
                .isEqualTo("shop: jvm heap max breaks 'heap-fits' in prod on c: process[shop]/jvm/heap/max is 7 GiB,"
                        + " container[shop]/limit/memory is 8 GiB");
        assertThat(drift.explanation().align()).contains("<= 0.8 * ").contains("leeway.yaml:2");
        assertThat(drift.judgedBy()).isEqualTo("leeway.yaml:2");
        assertThat(values(drift)).containsExactly("prod=7 GiB(c)", "prod=8 GiB(c)");
    }

    @Test
    void bindsTheSameSubjectOnBothSides() {
        Report report = report(
                HEAP,
                sized("a", 4, 8),
                host("b")
                        .section("process[shop]", "jvm/heap/max", size(4))
                        .section("container[shop]", "limit/memory", size(8))
                        .section("process[mail]", "jvm/heap/max", size(20))
                        .section("container[mail]", "limit/memory", size(40)));

        assertThat(lines(report)).noneMatch(line -> line.startsWith("broken"));
    }

    @Test
    void bindsKeysBesideAFactThatHasNone() {
        String policy = """
                invariants:
                  - {name: fits, assert: "process[*]/jvm/heap/max + 1GiB <= container[*]/limit/memory + 0 * os/memory/total"}
                """;
        TestHost two = host("b")
                .section("os", "memory/total", size(64))
                .section("process[shop]", "jvm/heap/max", size(4))
                .section("container[shop]", "limit/memory", size(8))
                .section("process[mail]", "jvm/heap/max", size(20))
                .section("container[mail]", "limit/memory", size(40));

        assertThat(lines(report(policy, sized("a", 4, 8), two))).noneMatch(line -> line.startsWith("broken"));
        assertThat(lines(report(policy, sized("a", 4, 8), sized("b", 8, 8).section("os", "memory/total", size(64)))))
                .contains("broken " + ADDRESS + " prod medium");
    }

    @Test
    void bindsASecondKeyWhereBothSidesHaveOne() {
        String policy = """
                invariants: [{name: pairs, assert: "env[*]/port[*] = config[*]/port[*]"}]
                """;
        TestHost kept = host("a")
                .section("env[shop]", "port[a]", 1, "port[b]", 2)
                .section("config[shop]", "port[a]", 1, "port[b]", 2);
        TestHost broken = host("b")
                .section("env[shop]", "port[a]", 1, "port[b]", 2)
                .section("config[shop]", "port[a]", 1, "port[b]", 3);

        assertThat(lines(report(policy, kept, broken)).stream().filter(line -> line.startsWith("broken")))
                .containsExactly("broken env[shop]/port[b] prod medium");
    }

    @Test
    void isConfinedToEnvironments() {
        String policy = HEAP + "    between: [prod]\n";

        assertThat(lines(report(policy, sized("a", 8, 8), sized("b", 4, 8))))
                .noneMatch(line -> line.startsWith("broken"));
        assertThat(lines(report(policy, sized("a", 4, 8), sized("b", 8, 8))))
                .contains("broken " + ADDRESS + " prod high");
    }

    @Test
    void saysNothingWhereThereIsNothingOnOneSide() {
        Report report = report(
                HEAP,
                sized("a", 4, 8),
                host("b").section("process[shop]", "jvm/heap/max", size(4)).section("container[shop]", "state", "up"));

        assertThat(lines(report)).noneMatch(line -> line.startsWith("broken"));
        assertThat(report.coverage().gaps().toString()).doesNotContain("heap-fits");
    }

    @Test
    void namesAGapWhereOneSideWasNotSeen() {
        TestHost refused =
                host("b").section("process[shop]", "jvm/heap/max", size(9)).fell("container[shop]", Outcome.REFUSED);
        TestHost uncovered = host("b")
                .section("process[shop]", "jvm/heap/max", size(9))
                .partial("container[shop]", "container[shop]/limit/memory", "state", "up");
        TestHost unasked = host("b").section("process[shop]", "jvm/heap/max", size(9));
        for (TestHost blind : new TestHost[] {refused, uncovered, unasked}) {
            Report report = report(HEAP, sized("a", 4, 8), blind);

            assertThat(lines(report)).noneMatch(line -> line.startsWith("broken"));
            assertThat(report.coverage().gaps().toString())
                    .contains("not held against invariant 'heap-fits' (leeway.yaml:2):"
                            + " container[shop]/limit/memory was not observed");
        }
    }

    private static final String FIRST_UNSEEN =
            "not held against invariant 'heap-fits' (leeway.yaml:2): " + ADDRESS + " was not observed";

    private static List<String> told(Report report, String reason) {
        return report.coverage().gaps().stream()
                .filter(gap -> gap.reason().equals(reason))
                .map(gap -> gap.pattern() + " " + gap.environment() + gap.hosts())
                .toList();
    }

    @Test
    void namesTheHostsThatWereNotSeenForItsFirstFact() {
        TestHost refused =
                host("b").section("container[shop]", "limit/memory", size(8)).fell("process[shop]", Outcome.REFUSED);
        TestHost uncovered = host("b")
                .section("container[shop]", "limit/memory", size(8))
                .partial("process[shop]", ADDRESS, "user", "x");
        TestHost unasked = host("b").section("container[shop]", "limit/memory", size(8));
        TestHost index =
                host("b").section("container[shop]", "limit/memory", size(8)).fell("process", Outcome.FAILED);
        for (TestHost blind : new TestHost[] {refused, uncovered, unasked, index}) {
            assertThat(told(report(HEAP, sized("a", 4, 8), blind, sized("c", 4, 8)), FIRST_UNSEEN))
                    .containsExactly(ADDRESS + " prod[b]");
            assertThat(told(report(HEAP, sized("a", 4, 8), blind), FIRST_UNSEEN))
                    .as("no host was seen")
                    .containsExactly(ADDRESS + " prod[b]");
        }
        Report nowhere = side("dev", index).and("prod", unasked).policy(HEAP).report();
        assertThat(told(nowhere, FIRST_UNSEEN)).hasSize(2);
    }

    @Test
    void saysNothingOfAFirstFactWhereTheOtherIsNotThere() {
        TestHost alone = host("b").section("container[shop]", "state", "up").fell("process[shop]", Outcome.REFUSED);
        assertThat(told(report(HEAP, sized("a", 4, 8), alone), FIRST_UNSEEN)).isEmpty();

        TestHost without =
                host("b").section("container[shop]", "limit/memory", size(8)).section("process[shop]");
        assertThat(told(report(HEAP, sized("a", 4, 8), without), FIRST_UNSEEN))
                .as("it was seen not to be there")
                .isEmpty();
        assertThat(told(report(HEAP + "    role: web\n", sized("a", 4, 8), alone.role("db")), FIRST_UNSEEN))
                .isEmpty();
    }

    @Test
    void namesWhatIsKnownOfAFirstFactWhoseKeysAreNot() {
        String policy = """
                invariants: [{name: few, assert: "env[*]/port[*] <= 9000"}]
                require: ["env[*]/**"]
                """;
        TestHost blind = host("b").partial("env[shop]", "env[shop]/**", "port[a]", 80);
        Report report = report(policy, host("a").section("env[shop]", "port[a]", 80), blind);

        assertThat(told(report, "not held against invariant 'few' (leeway.yaml:1): env[shop]/port[*] was not observed"))
                .containsExactly("env[shop]/port[*] prod[b]");
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void namesAnEnvironmentThatNobodyAskedForAnyOfIt() {
        TestHost other = host("b").section("os", "timezone", "Etc/UTC");
        assertThat(report(HEAP, sized("a", 4, 8), other).coverage().gaps())
                .anyMatch(gap -> gap.pattern().equals("process[*]/jvm/heap/max")
                        && gap.environment().equals("prod")
                        && gap.reason().contains("'heap-fits'"));
        assertThat(report(HEAP, sized("a", 4, 8), other.section("process"))
                        .coverage()
                        .gaps())
                .noneMatch(gap -> gap.reason().contains("'heap-fits'"));
    }

    @Test
    void doesNotResolveWhatABlindHostMayStillBreak() {
        Report before = report(HEAP, sized("a", 4, 8), sized("b", 8, 8), sized("c", 4, 8));
        Report after = side("dev", sized("a", 4, 8))
                .and(
                        "prod",
                        host("b")
                                .fell("process[shop]", Outcome.REFUSED)
                                .section("container[shop]", "limit/memory", size(8)),
                        sized("c", 4, 8))
                .policy(HEAP)
                .after(before)
                .report();

        assertThat(lines(before)).contains("broken " + ADDRESS + " prod high");
        assertThat(after.resolved()).noneMatch(drift -> drift.address().text().equals(ADDRESS));
    }

    @Test
    void takesNothingOfOthersForWhatAHostCouldNotSee() {
        TestHost blind =
                host("c").section("process[shop]", "jvm/heap/max", size(9)).fell("container[shop]", Outcome.REFUSED);
        Report report = report(HEAP, sized("a", 4, 8), sized("b", 4, 8), blind);

        assertThat(lines(report)).noneMatch(line -> line.startsWith("broken"));
        assertThat(report.coverage().gaps().toString()).contains("heap-fits");
    }

    @Test
    void takesThoseOfOthersForWhatAHostHasNoneOf() {
        String setting = "server/setting[max_connections]";
        String policy = """
                invariants: [{name: pool, assert: "env[*]/POOL <= database[shop]/server/setting[max_connections]"}]
                """;
        Report report = report(
                policy,
                host("a").section("env[shop]", "POOL", 5).section("database[shop]", setting, 10),
                host("b").section("env[shop]", "POOL", 20),
                host("c").section("database[shop]", setting, 10));

        assertThat(lines(report)).contains("broken env[shop]/POOL prod medium");
    }

    @Test
    void doesNotResolveWhatItCouldNotJudge() {
        Report before = report(HEAP, sized("a", 4, 8), sized("b", 8, 8));
        Report after = side("dev", sized("a", 4, 8))
                .and(
                        "prod",
                        host("b")
                                .section("process[shop]", "jvm/heap/max", size(8))
                                .fell("container[shop]", Outcome.REFUSED))
                .policy(HEAP)
                .after(before)
                .report();

        assertThat(after.resolved()).noneMatch(drift -> drift.address().text().equals(ADDRESS));
        assertThat(lines(after)).contains("unknown " + ADDRESS + " prod high informational");
    }

    @Test
    void takesTheHostsOwnFactsBeforeThoseOfOthers() {
        String policy = """
                invariants: [{name: fits, assert: "process[*]/jvm/heap/max <= os/memory/total"}]
                """;
        Report report = report(
                policy,
                host("a").section("process[shop]", "jvm/heap/max", size(1)).section("os", "memory/total", size(8)),
                host("b").section("process[shop]", "jvm/heap/max", size(6)).section("os", "memory/total", size(8)),
                host("c").section("process[shop]", "jvm/heap/max", size(2)).section("os", "memory/total", size(4)));

        assertThat(lines(report)).noneMatch(line -> line.startsWith("broken"));
    }

    @Test
    void holdsTextsAgainstEachOther() {
        String policy = """
                invariants:
                  - {name: one commit, assert: "image[*]/label[revision] = dependency[*]/artefact/commit", because: one build}
                """;
        TestHost same = host("a")
                .section("image[shop]", "label[revision]", "abc")
                .section("dependency[shop]", "artefact/commit", "abc");
        TestHost other = host("b")
                .section("image[shop]", "label[revision]", "abc")
                .section("dependency[shop]", "artefact/commit", "abd");

        Drift drift = at(report(policy, same, other), "image[shop]/label[revision]", DriftState.BROKEN);
        assertThat(drift.between()).containsExactly("prod");
        assertThat(drift.explanation().why()).isEqualTo("one build");
    }

    @Test
    void canBeWaived() {
        String policy = HEAP + """
                waivers:
                  - {match: "process[*]/jvm/heap/max", because: old hosts, owner: me, until: 2027-01-31}
                """;
        assertThat(lines(report(policy, sized("a", 4, 8), sized("b", 8, 8))))
                .contains("broken " + ADDRESS + " prod high waived");
    }

    @Test
    void isReportedWhereItsFactsMeetNowhereThoughAllWasSeen() {
        String policy = HEAP.replace("limit/memory", "limit/memry");
        Report report = report(policy, sized("a", 4, 8), sized("b", 8, 8));

        assertThat(report.policyFindings().stream().map(finding -> finding.origin() + " " + finding.kind()))
                .containsExactly("leeway.yaml:2 matchedNothing");
        assertThat(report(HEAP, sized("a", 4, 8), sized("b", 4, 8)).policyFindings())
                .isEmpty();
    }

    @Test
    void givesTwoInvariantsOfOneFactTwoDrifts() {
        String policy = HEAP + """
                  - name: heap-small
                    assert: "process[*]/jvm/heap/max < 6GiB"
                """;
        Report report = report(policy, sized("a", 4, 8), sized("b", 8, 8));

        assertThat(report.drifts().stream()
                        .filter(drift -> drift.state() == DriftState.BROKEN)
                        .map(Drift::id)
                        .distinct())
                .hasSize(2);
    }
}
