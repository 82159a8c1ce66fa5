package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a policy waives or lets be: what ended, what matches nothing and what is over is told, and nothing else is told so. */
@Tag("seeded")
class WaiverAlgebraTest {
    /** Of each property; 1,000 under the slow profile. */
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 10_000;
        case "slow" -> 1_000;
        case "thorough" -> 40;
        default -> 20;
    };

    private static final List<String> FACTS = List.of("LOG_LEVEL", "PORT", "REGION", "MODE", "LANG");
    private static final List<String> PATTERNS = List.of(
            "env[*]/**",
            "env[shop]/LOG_LEVEL",
            "env[shop]/PORT",
            "env[worker]/*",
            "env[*]/REGION",
            "os/timezone",
            "env[shop]/NOWHERE",
            "env[nobody]/**",
            "os/nothing");
    private static final List<String> BETWEEN =
            List.of("", "", ", between: [dev, prod]", ", between: [staging, prod]", ", between: [prod]");
    private static final Set<String> OVER = Set.of("differenceGone", "matchedNothing");

    /** Hosts of which all was seen, so that nothing is excused by what was not. */
    private static Compared fleet(long seed) {
        Random random = new Random(seed);
        Compared compared = Compared.nothing();
        for (String environment : List.of("dev", "staging", "prod")) {
            List<TestHost> hosts = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                TestHost host = TestHost.host("host-" + i)
                        .section("os", "timezone", one(random, List.of("Etc/UTC", "CET")))
                        .section("process", "service[shop]/namedBy", "systemd", "service[worker]/namedBy", "systemd");
                for (String service : List.of("shop", "worker")) {
                    List<Object> facts = new ArrayList<>();
                    for (String fact : FACTS) {
                        if (random.nextInt(5) > 0) {
                            facts.add(fact);
                            facts.add(one(random, List.of("info", "info", "debug")));
                        }
                    }
                    host.section("env[" + service + "]", facts.toArray());
                }
                hosts.add(host);
            }
            compared.and(environment, hosts.toArray(TestHost[]::new));
        }
        return compared;
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String waiver(Random random, String until) {
        return "  - {match: \"" + one(random, PATTERNS) + "\", because: x, owner: y, until: " + until
                + one(random, BETWEEN) + "}\n";
    }

    private static Report report(long seed, String waivers) {
        return fleet(seed)
                .policy("profile: none\nenvironments: [dev, staging, prod]\nwaivers:"
                        + (waivers.isEmpty() ? " []\n" : "\n") + waivers)
                .report();
    }

    /** How each drift is judged. */
    private static Map<String, Disposition> judged(Report report) {
        Map<String, Disposition> judged = new TreeMap<>();
        report.drifts().forEach(drift -> judged.put(drift.id() + drift.scope(), drift.disposition()));
        return judged;
    }

    private static Set<String> told(Report report, Set<String> kinds) {
        Set<String> told = new TreeSet<>();
        for (PolicyFinding finding : report.policyFindings()) {
            if (kinds.contains(finding.kind())) {
                told.add(finding.origin());
            }
        }
        return told;
    }

    @Test
    void tellsThatAWaiverIsOverExactlyWhereItAcceptsNothing() {
        int over = 0;
        for (long seed = 0; seed < CASES; seed++) {
            String waiver = waiver(new Random(seed), "2027-01-31");
            Report plain = report(seed, "");
            Report waived = report(seed, waiver);
            boolean idle = judged(waived).equals(judged(plain));
            assertThat(told(waived, OVER).isEmpty())
                    .as("seed %d: %s %s", seed, waiver, waived.policyFindings())
                    .isNotEqualTo(idle);
            over += idle ? 1 : 0;
        }
        assertThat(over).as("of both sorts").isBetween(CASES / 10, CASES - CASES / 10);
    }

    @Test
    void tellsEveryWaiverThatEndedAndHoldsToNone() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            String lasting = waiver(random, "2027-01-31");
            String ended = waiver(random, "2026-11-19") + waiver(random, "2026-01-31");
            Report report = report(seed, ended + lasting);
            assertThat(judged(report)).as("seed %d: %s", seed, ended).isEqualTo(judged(report(seed, lasting)));
            assertThat(told(report, Set.of("expired")))
                    .as("seed %d: %s %s", seed, ended, report.policyFindings())
                    .containsExactly("leeway.yaml:4", "leeway.yaml:5");
            for (Drift drift : report.drifts()) {
                assertThat(drift.judgedBy()).as("seed %d", seed).isNotIn("leeway.yaml:4", "leeway.yaml:5");
            }
        }
    }

    @Test
    void changesNothingByLeavingOutWhatIsToldToBeOver() {
        int over = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<String> waivers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waivers.add(waiver(random, i == 3 ? "2026-11-19" : "2027-01-31"));
            }
            Report report = report(seed, String.join("", waivers));
            List<String> needed = new ArrayList<>();
            Set<String> done = told(report, Set.of("differenceGone", "matchedNothing", "overlaid", "expired"));
            for (int i = 0; i < waivers.size(); i++) {
                if (!done.contains("leeway.yaml:" + (4 + i))) {
                    needed.add(waivers.get(i));
                }
            }
            over += needed.size() < waivers.size() - 1 ? 1 : 0;
            assertThat(judged(report(seed, String.join("", needed))))
                    .as("seed %d: %s instead of %s", seed, needed, waivers)
                    .isEqualTo(judged(report));
        }
        assertThat(over).isGreaterThan(CASES / 10);
    }

    private static final List<String> NOWHERE = List.of("env[shop]/NOWHERE", "env[nobody]/**", "os/nothing");

    /** A line of a rule that lets its facts be. */
    private static String rule(String pattern, Random random) {
        return "  - {match: \"" + pattern + "\", expect: " + one(random, List.of("any", "any, upTo: low"))
                + one(random, BETWEEN) + "}\n";
    }

    private static Report ruled(long seed, List<String> rules) {
        return fleet(seed)
                .policy("profile: none\nenvironments: [dev, staging, prod]\nrules:" + (rules.isEmpty() ? " []\n" : "\n")
                        + String.join("", rules))
                .report();
    }

    @Test
    void tellsEveryRuleThatMatchesNothingAndNoneThatDecidesAnything() {
        int over = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<String> patterns = new ArrayList<>();
            List<String> rules = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                patterns.add(one(random, PATTERNS));
                rules.add(rule(patterns.get(i), random));
            }
            Report report = ruled(seed, rules);
            Set<String> done = told(report, Set.of("differenceGone", "matchedNothing", "overlaid"));
            List<String> needed = new ArrayList<>();
            for (int i = 0; i < rules.size(); i++) {
                String origin = "leeway.yaml:" + (4 + i);
                if (NOWHERE.contains(patterns.get(i))) {
                    assertThat(done).as("seed %d: %s", seed, rules).contains(origin);
                }
                if (!done.contains(origin)) {
                    needed.add(rules.get(i));
                }
            }
            over += rules.size() - needed.size();
            assertThat(judged(ruled(seed, needed)))
                    .as("seed %d: %s instead of %s", seed, needed, rules)
                    .isEqualTo(judged(report));
        }
        assertThat(over).isGreaterThan(CASES / 10);
    }
}
