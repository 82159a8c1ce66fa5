package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Status;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a store tells of nights is what reports of each night would have told, one after the other. */
class StoredLifecycleTest {
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Instant LAST_DAY = StoredNights.report(5);
    private static final Policy POLICY = policy();
    private static final int NIGHTS = 14;

    @TempDir
    private Path folder;

    /** What differs all the time is waived for some nights, and so is what may come and go within them. */
    private static Policy policy() {
        LocalDate until = LocalDate.ofInstant(LAST_DAY, ZoneOffset.UTC);
        String waiver = "  - {match: '%s', because: test, owner: test, until: %s}\n";
        String text = "rules: [{match: 'env[mail]/LEVEL', expect: same}]\nwaivers:\n"
                + waiver.formatted("env[mail]/LEVEL", until)
                + waiver.formatted("os/timezone", until.plusDays(2));
        try {
            return PolicyReader.read(text, "leeway.yaml");
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ComparisonOptions options(Instant asOf, Optional<Report> previous) {
        return new ComparisonOptions(asOf, Severity.MEDIUM, List.of(), List.of(), List.of(), false, previous);
    }

    /** Where each drift stands, by id, told by days. */
    private static Map<String, String> told(Report report) {
        Map<String, String> told = new TreeMap<>();
        for (Drift drift : report.drifts()) {
            Lifecycle life = drift.lifecycle();
            told.put(
                    drift.id() + " " + drift.address(),
                    drift.state() + " " + drift.status() + " " + life.stage() + " since "
                            + life.firstSeen().map(seen -> seen.truncatedTo(ChronoUnit.DAYS)) + " returned "
                            + life.returns() + " times, last "
                            + life.returned().map(seen -> seen.truncatedTo(ChronoUnit.DAYS)));
        }
        for (ResolvedDrift drift : report.resolved()) {
            told.put(drift.id() + " " + drift.address(), "resolved");
        }
        return told;
    }

    private static Status status(Report report, String address) {
        return report.drifts().stream()
                .filter(drift -> drift.address().text().equals(address)
                        && drift.between().size() == 2)
                .map(Drift::status)
                .findFirst()
                .orElseThrow();
    }

    private static LongStream seeds() {
        int many = switch (System.getProperty("leeway.scale", "short")) {
            case "slow" -> 100;
            case "full" -> 1_000;
            case "thorough" -> 6;
            default -> 2;
        };
        return LongStream.rangeClosed(1, many);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("seeded")
    void tellsOfEachNightWhatReportsOfEveryNightWouldHave(long seed) throws Exception {
        try (SnapshotStore store = SqlStores.sqlite(folder.resolve("nights.db"), Clock.systemUTC())) {
            StoredNights nights = new StoredNights(store, seed);
            Optional<Report> last = Optional.empty();
            Set<Status> met = EnumSet.noneOf(Status.class);
            for (int night = 0; night < NIGHTS; night++) {
                nights.pass(night);
                Instant now = StoredNights.report(night);
                Report told = Comparison.compare(nights.sides(now), POLICY, CATALOGUE, options(now, last));
                if (night > 0) {
                    Instant since = StoredNights.report(night - 1);
                    Past past = Past.of(store, POLICY, Set.of("staging", "prod"), now);
                    Report stored = new SinceThen(past, POLICY, CATALOGUE, options(now, Optional.empty()))
                            .compare(nights.sides(now), nights.sides(since), since);
                    assertThat(told(stored))
                            .as("seed %s, night %s", seed, night)
                            .isEqualTo(told(told));
                }
                told.drifts().forEach(drift -> met.add(drift.status()));
                assertThat(status(told, "env[mail]/LEVEL"))
                        .as("seed %s, night %s", seed, night)
                        .isEqualTo(now.isAfter(LAST_DAY) ? Status.EXPIRED : Status.WAIVED);
                last = Optional.of(told);
            }
            assertThat(met).contains(Status.WAIVED, Status.EXPIRED, Status.NEW, Status.REOPENED);
            // Not every random past of two weeks has something that came back three times; the first ones have.
            assertThat(seed > 6 || met.contains(Status.FLAPPING)).isTrue();
        }
    }
}
