package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Since when a clock is off is told from one report to the next, and from a store without any. */
class ClockHistoryTest {
    private static final Policy POLICY = PolicyReader.shipped();
    private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

    private final StoreScene.SetClock clock = new StoreScene.SetClock();

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void begin() throws Exception {
        store = SqlStores.sqlite(folder.resolve("clocks.db"), clock);
        // Right on one night, off on a single one, right again, and off since the fourth.
        for (int night = 0; night < 10; night++) {
            arrives("web-01", "prod", "/", night + 1L, night, night == 1 || night >= 3);
        }
    }

    /** A snapshot that arrives in a night, taken by a clock that is right or two days ahead. */
    private void arrives(String host, String environment, String root, long sequence, int night, boolean off)
            throws Exception {
        clock.set(night(night));
        Snapshot snapshot = SampleSnapshots.of(host, environment, sequence, Map.of("A", "" + night));
        Instant taken = night(night).plus(off ? Duration.ofDays(2) : Duration.ZERO);
        Snapshot set = Snapshots.of(
                sequence,
                snapshot.host(),
                taken,
                taken,
                root,
                snapshot.agent(),
                snapshot.sections().values());
        store.add(List.of(new Arrival(
                "test", SnapshotDocument.read(SampleSnapshots.bytes(set), "test"), Optional.of(night(night)), false)));
    }

    @AfterEach
    void end() {
        store.close();
    }

    private static Instant night(int number) {
        return FIRST.plus(Duration.ofDays(number));
    }

    private List<Side> sides(Instant moment) throws Exception {
        List<SnapshotFile> files = store.read(store.at(store.hosts(), moment)).snapshots();
        return List.of(Side.of("prod", files));
    }

    private static ComparisonOptions options(Instant asOf, Optional<Report> previous) {
        return new ComparisonOptions(asOf, Severity.MEDIUM, List.of(), List.of(), List.of(), false, previous);
    }

    private static Optional<Instant> since(Report report) {
        ReportHost host = report.environments().get(0).hosts().get(0);
        assertThat(host.clockError().isPresent()).isEqualTo(host.clockOffSince().isPresent());
        return host.clockOffSince();
    }

    @Test
    void fromReportToReport() throws Exception {
        Optional<Report> previous = Optional.empty();
        for (int night = 0; night < 10; night++) {
            Instant asOf = night(night).plusSeconds(60);
            Report report = Comparison.compare(sides(asOf), POLICY, CatalogueReader.builtIn(), options(asOf, previous));
            Optional<Instant> expected =
                    night == 1 ? Optional.of(night(1)) : night >= 3 ? Optional.of(night(3)) : Optional.empty();
            assertThat(since(report)).as("night %s", night).isEqualTo(expected);
            previous = Optional.of(report);
        }
    }

    @Test
    void fromTheStoreAlone() throws Exception {
        for (int night : new int[] {2, 3, 4, 9}) {
            Instant asOf = night(night).plusSeconds(60);
            Instant then = night(night - 1).plusSeconds(60);
            Past past = Past.of(store, POLICY, Set.of("prod"), asOf);
            Report report = new SinceThen(past, POLICY, CatalogueReader.builtIn(), options(asOf, Optional.empty()))
                    .compare(sides(asOf), sides(then), then);
            assertThat(since(report))
                    .as("night %s", night)
                    .isEqualTo(night < 3 ? Optional.empty() : Optional.of(night(3)));
        }
    }

    /** Trees bear the name of their host, and hosts of environments that the policy takes for one may bear one name. */
    @Test
    void ofTheSnapshotAtHandWhereSeveralBearOneName() throws Exception {
        for (int night = 0; night < 10; night++) {
            arrives("ci", "prod", "/", night + 1L, night, night >= 8);
            arrives("ci", "prod", "/mnt/image", night + 1L, night, night >= 6);
        }
        arrives("web-01", "prd", "/", 100, 9, true);
        Instant asOf = night(9).plusSeconds(60);
        Instant then = night(8).plusSeconds(60);
        Past past = Past.of(store, POLICY, Set.of("prod"), asOf);
        Report report = new SinceThen(past, POLICY, CatalogueReader.builtIn(), options(asOf, Optional.empty()))
                .compare(sides(asOf), sides(then), then);
        assertThat(report.environments().get(0).hosts())
                .extracting(
                        host -> host.name() + " since " + host.clockOffSince().orElseThrow())
                .containsExactlyInAnyOrder(
                        "ci since " + night(8), "ci:/mnt/image since " + night(6), "web-01 since " + night(9));
    }
}
