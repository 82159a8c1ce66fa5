package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.AnyProbe;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of facts of every probe in the catalogue when less of them is seen. */
@Tag("seeded")
class UnseenOfAnyProbeTest {
    /** Of each property; 1,000 under the slow profile. */
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 10_000;
        case "slow" -> 1_000;
        case "thorough" -> 80;
        default -> 20;
    };

    private static final String ALL = "require: [\"**\"]\n";

    private static List<Snapshot> hosts(AnyProbe fleet, int most, long seed) {
        return fleet.hosts(most, seed).stream().map(TestHost::snapshot).toList();
    }

    private static Report report(List<Snapshot> staging, List<Snapshot> prod, String policy) {
        return Compared.nothing()
                .snapshots("staging", staging)
                .snapshots("prod", prod)
                .policy(policy)
                .report();
    }

    @Test
    void tellsNothingBetterOfWhatItSeesLessOf() {
        for (long seed = 0; seed < CASES; seed++) {
            AnyProbe fleet = new AnyProbe(seed);
            // What several hosts say most of them say no more once some are not seen.
            List<Snapshot> staging = hosts(fleet, 1, 2 * seed);
            List<Snapshot> prod = hosts(fleet, 1, 2 * seed + 1);
            Report whole = report(staging, prod, ALL);
            Random random = new Random(seed);
            boolean both = random.nextBoolean();
            List<Snapshot> lessStaging = both ? LessSeen.of(staging, random) : staging;
            List<Snapshot> lessProd = LessSeen.of(prod, random);
            Report less = report(lessStaging, lessProd, ALL);

            assertThat(less.coverage().same())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(whole.coverage().same());
            if (whole.verdict() != Verdict.SAME || less.coverage().unknown() > 0) {
                assertThat(less.verdict()).as("seed %d", seed).isNotEqualTo(Verdict.SAME);
            }
            Set<String> known = new HashSet<>();
            less.drifts().forEach(drift -> known.add(drift.id()));
            for (Drift drift : whole.drifts()) {
                // Of a section that no snapshot has nobody knows that there is such a thing.
                boolean asked = holds(lessStaging, drift) || holds(lessProd, drift);
                if (asked && drift.disposition() == Disposition.OPEN && !known.contains(drift.id())) {
                    assertThat(toldAsGap(drift, less) || toldBeside(drift, less))
                            .as("seed %d: %s was drift, and no gap says why it is none: %s", seed, drift, gaps(less))
                            .isTrue();
                }
            }
            Set<String> before = new HashSet<>();
            whole.drifts().forEach(drift -> before.add(drift.id()));
            for (Drift drift : less.drifts()) {
                // What follows another drift is told by itself where that one is not seen.
                assertThat(before.contains(drift.id())
                                || toldBeside(drift, whole)
                                || differs(drift, staging.get(0), prod.get(0)))
                        .as("seed %d: %s is told for want of what was not seen", seed, drift)
                        .isTrue();
            }
        }
    }

    /** Whether the two hosts, seen whole, do not hold the same there. */
    private static boolean differs(Drift drift, Snapshot one, Snapshot other) {
        boolean ofFacts = drift.state() == DriftState.DIFFERENT || drift.state() == DriftState.MISSING;
        return ofFacts && !value(drift, one).equals(value(drift, other));
    }

    private static Optional<Value> value(Drift drift, Snapshot snapshot) {
        return Optional.ofNullable(snapshot.sections().get(drift.address().section()))
                .flatMap(section -> section.facts().find(drift.address().path()));
    }

    private static boolean holds(List<Snapshot> snapshots, Drift drift) {
        return snapshots.stream()
                .anyMatch(snapshot ->
                        snapshot.sections().containsKey(drift.address().section()));
    }

    private static List<String> gaps(Report report) {
        return report.coverage().gaps().stream()
                .map(gap -> gap.environment() + " " + gap.pattern() + " " + gap.outcome())
                .toList();
    }

    private static boolean toldAsGap(Drift drift, Report report) {
        for (Gap gap : report.coverage().gaps()) {
            AddressPattern pattern =
                    AddressPattern.parse(gap.pattern().indexOf('/') < 0 ? gap.pattern() + "/**" : gap.pattern());
            // Without its index a probe tells of no subject.
            if (pattern.matches(drift.address())
                    || gap.pattern().equals(drift.address().section().probe())) {
                return true;
            }
        }
        return false;
    }

    private static boolean toldBeside(Drift drift, Report report) {
        return report.drifts().stream()
                .anyMatch(other ->
                        drift.address().text().startsWith(other.address().text() + "/"));
    }
}
