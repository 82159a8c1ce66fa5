package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.SectionJoin;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of rules and waivers whatever they say. */
@Tag("seeded")
class RandomPolicyTest {
    /** Of each property; 1,000 under the slow profile. */
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 10_000;
        case "slow" -> 1_000;
        case "thorough" -> 60;
        default -> 15;
    };

    private static final List<String> PATTERNS = List.of(
            "**",
            "env[*]/**",
            "env[*]/*",
            "env[shop-web]/LOG_LEVEL",
            "env[*]/LOG_LEVEL",
            "env[*]/*PASSWORD*",
            "env[*]/DATABASE_URL/host",
            "process[*]/**",
            "process[worker]/main/version",
            "os/**",
            "os/timezone",
            "package/deb[*]/version");
    private static final List<String> SUPPRESSING =
            List.of("expect: any", "leeway: patch", "leeway: major", "leeway: 7d", "expect: any, upTo: low");
    private static final List<String> EXPECTING = List.of(
            "expect: any",
            "expect: same",
            "expect: same, severity: high",
            "expect: different",
            "expect: absent",
            "expect: present",
            "expect: forward",
            "expect: unique",
            "leeway: patch",
            "leeway: minor",
            "leeway: 7d",
            "atLeast: high",
            "expect: {in: [info, UTC]}",
            "expect: {matches: \"[a-z]+\"}",
            "expect: {max: 10}",
            "expect: {version: \">1\"}",
            "expect: \"prod >= staging\"",
            "expect: any, upTo: low",
            "expect: any, of: secret");
    private static final List<String> BETWEEN = List.of(
            "",
            "",
            "",
            ", between: [prod]",
            ", between: [staging, prod]",
            ", between: [\"*\"]",
            ", between: [non-prod, prod]");

    private static final ComparisonOptions OPTIONS = new ComparisonOptions(
            Compared.NOW, Severity.MEDIUM, List.of(), List.of(), List.of(), false, Optional.empty());

    private static List<Side> sides(long seed) {
        List<Side> sides = new ArrayList<>();
        for (String environment : List.of("dev", "staging", "prod")) {
            List<Snapshot> snapshots = new RandomFleet(3 * seed + sides.size())
                    .hosts(3).stream().map(TestHost::snapshot).toList();
            sides.add(new Side(environment, snapshots));
        }
        return sides;
    }

    private static Report report(List<Side> sides, Policy policy) {
        return Comparison.compare(sides, policy, CatalogueReader.builtIn(), OPTIONS);
    }

    private static String rules(Random random, List<String> expectations, int count) {
        StringBuilder rules = new StringBuilder("rules:\n");
        for (int i = 0; i < count; i++) {
            String expectation = one(random, expectations);
            String between = expectation.contains("prod >=") ? "" : one(random, BETWEEN);
            rules.append("  - {match: \"")
                    .append(one(random, PATTERNS))
                    .append("\", ")
                    .append(expectation)
                    .append(between)
                    .append("}\n");
        }
        return rules.toString();
    }

    private static String one(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String waivers(Random random) {
        StringBuilder waivers = new StringBuilder("waivers:\n");
        for (int i = 0; i < 2; i++) {
            waivers.append("  - {match: \"")
                    .append(one(random, PATTERNS))
                    .append("\", because: x, owner: y, until: 2027-01-31")
                    .append(one(random, BETWEEN))
                    .append("}\n");
        }
        return waivers.toString();
    }

    /** What was found to stand how, whatever was made of it. */
    private static Map<String, String> compared(Report report) {
        Map<String, String> compared = new TreeMap<>();
        for (Drift drift : report.drifts()) {
            boolean ofFacts = drift.state() == DriftState.DIFFERENT || drift.state() == DriftState.MISSING;
            // The pairs that are held against each other are those with the last.
            if (ofFacts && drift.between().size() == 2 && drift.between().contains("prod")) {
                compared.put(
                        drift.id() + drift.scope(), drift.address() + " " + drift.between() + " " + drift.values());
            }
        }
        return compared;
    }

    @Test
    void changesWhatIsJudgedAndNeverWhatIsCompared() throws FormatException {
        int suppressed = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Side> sides = sides(seed);
            Report plain = report(sides, PolicyReader.read("profile: none\n", "leeway.yaml"));
            String yaml = rules(random, SUPPRESSING, 3) + waivers(random);
            Report quiet = report(sides, PolicyReader.read("profile: none\n" + yaml, "leeway.yaml"));

            assertThat(compared(quiet)).as("seed %d: %s", seed, yaml).isEqualTo(compared(plain));
            assertThat(seen(quiet.coverage())).as("seed %d: %s", seed, yaml).isEqualTo(seen(plain.coverage()));
            Map<String, Severity> loud = open(plain);
            String judge = "seed " + seed + ": " + yaml;
            open(quiet)
                    .forEach((drift, severity) -> assertThat(severity)
                            .as("%s under %s", drift, judge)
                            // What stands for a subject under two names is as grave as what lies behind it.
                            .isGreaterThanOrEqualTo(loud.getOrDefault(drift, Severity.INFO)));
            assertThat(loud.keySet())
                    .as("seed %d: %s", seed, yaml)
                    .containsAll(open(quiet).keySet());
            suppressed += open(quiet).size() < open(plain).size() ? 1 : 0;
        }
        assertThat(suppressed).isGreaterThan(CASES / 2);
    }

    private static List<Object> seen(Coverage coverage) {
        return List.of(
                coverage.unknown(),
                coverage.notComparable(),
                coverage.presenceOnly(),
                coverage.unseen(),
                coverage.gaps());
    }

    private static Map<String, Severity> open(Report report) {
        Map<String, Severity> open = new TreeMap<>();
        for (Drift drift : report.drifts()) {
            if (drift.disposition() == Disposition.OPEN) {
                open.put(drift.id() + drift.scope(), drift.severity());
            }
        }
        return open;
    }

    @Test
    void saysTheSameWithoutARuleThatIsOverlaid() throws FormatException {
        int overlaid = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Side> sides = sides(seed);
            String yaml = rules(random, EXPECTING, 6);
            Policy policy = PolicyReader.read(yaml, "leeway.yaml");
            Report report = report(sides, policy);
            for (PolicyFinding finding : report.policyFindings()) {
                if (finding.kind().equals("overlaid")) {
                    overlaid++;
                    Report without = report(sides, without(policy, finding.origin()));
                    assertThat(told(without))
                            .as("seed %d: %s without %s", seed, yaml, finding)
                            .isEqualTo(told(report));
                }
            }
        }
        assertThat(overlaid).isGreaterThan(CASES / 10);
    }

    private static Set<String> told(Report report) {
        Set<String> told = new HashSet<>();
        for (Drift drift : report.drifts()) {
            told.add(drift.id() + " " + drift.address() + " " + drift.state() + " " + drift.disposition() + " "
                    + drift.severity() + " " + drift.judgedBy());
        }
        report.coverage().gaps().forEach(gap -> told.add(gap.toString()));
        return told;
    }

    private static Policy without(Policy policy, String origin) {
        List<Rule> rules = policy.rules().stream()
                .filter(rule -> !rule.origin().text().equals(origin))
                .toList();
        return new Policy(
                policy.name(),
                policy.id(),
                policy.environments(),
                policy.reference(),
                policy.services(),
                policy.owners(),
                policy.require(),
                rules,
                policy.waivers(),
                policy.invariants(),
                policy.maxAge(),
                policy.budget());
    }

    /** What releases, rollouts and images are known by, so that there is something by which findings could be explained away. */
    private static List<Side> released(long seed) {
        Random random = new Random(seed);
        List<Side> sides = new ArrayList<>();
        for (String environment : List.of("staging", "prod")) {
            List<Snapshot> snapshots = new ArrayList<>();
            for (TestHost host : new RandomFleet(2 * seed + sides.size()).hosts(3)) {
                String version = "1." + random.nextInt(3) + ".0";
                snapshots.add(host.role(random.nextBoolean() ? "web" : "db")
                        .kind(random.nextInt(8) == 0 ? HostKind.LAPTOP : HostKind.SERVER)
                        .section("process[shop-api]", "main/version", new Value.Version(version, VersionScheme.MAVEN))
                        .section("env[shop-api]", "LOG_LEVEL", version, "MODE", version)
                        .section(
                                "image[shop-api]",
                                "content",
                                version,
                                "id",
                                version,
                                "label[stage]",
                                one(random, List.of("a", "b")),
                                "tag",
                                one(random, List.of("1", version)))
                        .section(
                                "dependency[shop-api]",
                                "maven[a:b]/content",
                                one(random, List.of("x", version)),
                                "maven[a:b]/version",
                                new Value.Version(version, VersionScheme.MAVEN))
                        .snapshot());
            }
            sides.add(new Side(environment, snapshots));
        }
        return sides;
    }

    private static final List<String> OF_RELEASES =
            List.of("image[*]/**", "dependency[*]/**", "env[shop-api]/*", "process[*]/main/version", "os/**", "**");
    private static final List<String> DEMANDING = List.of(
            "expect: same, severity: critical",
            "expect: same",
            "expect: absent, severity: high",
            "expect: {in: [info, UTC]}",
            "expect: unique, severity: high",
            "leeway: build",
            "expect: any, upTo: low");

    private static String demands(Random random) {
        StringBuilder rules = new StringBuilder("rules:\n");
        for (int i = 0; i < 4; i++) {
            rules.append("  - {match: \"")
                    .append(one(random, OF_RELEASES))
                    .append("\", ")
                    .append(one(random, DEMANDING))
                    .append(one(random, BETWEEN))
                    .append("}\n");
        }
        return rules.toString();
    }

    /** What the judge finds in rows of equal facts, before anything is made of it. */
    private static List<Finding> judged(List<Side> sides, Policy policy) {
        Environments environments =
                Environments.of(policy, sides.stream().map(Side::environment).toList(), Set.of());
        List<List<Snapshot>> snapshots = new ArrayList<>();
        environments
                .names()
                .forEach(name -> sides.stream()
                        .filter(side -> side.environment().equals(name))
                        .forEach(side -> snapshots.add(side.snapshots())));
        Fleet fleet = new Fleet(environments, snapshots, policy, CatalogueReader.builtIn(), Compared.NOW);
        ComparisonRun run = new ComparisonRun(fleet, policy, CatalogueReader.builtIn(), OPTIONS);
        List<Finding> judged = new ArrayList<>();
        for (SectionGroup group : run.groups) {
            SectionJoin.walk(
                    group,
                    run.filter.in(group.key(), run.rules.in(group.key())),
                    new RowMaker(group, environments, CatalogueReader.builtIn()),
                    new SectionJoin.Sink() {
                        @Override
                        public void row(FactRow row) {
                            judged.addAll(run.judge.judge(row));
                        }

                        @Override
                        public void agreed(SectionGroup of, int facts, int presenceOnly) {
                            // What is alike and not watched breaks no rule.
                        }
                    });
        }
        return judged;
    }

    @Test
    void quietsWhatAUsersRuleJudgesByThatRuleOrAWaiverAlone() throws FormatException {
        int broken = 0;
        int quieted = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Side> sides = released(seed);
            String yaml = demands(random);
            Policy policy = PolicyReader.read(yaml, "leeway.yaml");
            Map<String, Drift> told = new TreeMap<>();
            Report report = report(sides, policy);
            report.drifts().forEach(drift -> told.put(drift.id(), drift));
            for (Finding finding : judged(sides, policy)) {
                if (finding.breaksUsersRule()) {
                    broken++;
                    assertThat(told)
                            .as("seed %d: %s under %s", seed, finding, yaml)
                            .hasEntrySatisfying(finding.id(), drift -> {
                                assertThat(drift.disposition()).isEqualTo(Disposition.OPEN);
                                assertThat(drift.severity().atLeast(finding.severity()))
                                        .isTrue();
                                assertThat(drift.judgedBy())
                                        .isEqualTo(finding.judge().text());
                            });
                }
            }
            quieted += (int) report.drifts().stream()
                    .filter(drift -> drift.disposition() == Disposition.INFORMATIONAL
                            || drift.judgedBy().startsWith("drift "))
                    .count();
        }
        // There was much to quiet, and by rules that are not the user's much was.
        assertThat(broken).isGreaterThan(CASES);
        assertThat(quieted).isGreaterThan(CASES);
    }

    private static final List<String> OF_PAIRS = List.of(
            "expect: any", "expect: same", "expect: different", "expect: forward", "leeway: patch", "leeway: 7d");

    @Test
    void saysNothingOfOneEnvironmentAloneByWhatIsSaidOfTwo() throws FormatException {
        int alone = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Side> sides = random.nextBoolean() ? sides(seed) : released(seed);
            String yaml = rules(random, EXPECTING, 4);
            String pair = "  - {match: \"" + one(random, PATTERNS) + "\", " + one(random, OF_PAIRS)
                    + ", between: [staging, prod]}\n";
            String waiver = "waivers: [{match: \"**\", between: [staging, prod], because: x, owner: y,"
                    + " until: 2027-01-31}]\n";
            Set<String> told = alone(report(sides, PolicyReader.read(yaml, "leeway.yaml")));
            Set<String> beside = alone(report(sides, PolicyReader.read(yaml + pair + waiver, "leeway.yaml")));

            assertThat(beside).as("seed %d: %s and %s", seed, yaml, pair).isEqualTo(told);
            alone += told.size();
        }
        assertThat(alone).isGreaterThan(CASES);
    }

    /** That an environment lacks a fact may be told of a pair instead, where the pair may not differ either. */
    private static Set<String> alone(Report report) {
        Set<String> alone = new HashSet<>();
        for (Drift drift : report.drifts()) {
            if (drift.between().size() == 1 && drift.state() != DriftState.MISSING) {
                alone.add(drift.id() + " " + drift.address() + " " + drift.state() + " " + drift.disposition() + " "
                        + drift.severity() + " " + drift.judgedBy());
            }
        }
        return alone;
    }
}
