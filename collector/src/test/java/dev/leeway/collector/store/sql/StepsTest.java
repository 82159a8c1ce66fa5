package dev.leeway.collector.store.sql;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where hosts changed, whatever order their snapshots come in, is what looking at each of them would tell. */
class StepsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-01T02:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void areWhatEverySnapshotTells(long seed) throws Exception {
        Random random = new Random(seed);
        try (SnapshotStore store = SqlStores.sqlite(folder.resolve("steps.db"), Clock.systemUTC())) {
            // Mostly nights as they should be, and among them late ones, repeated ones and some that nobody counted.
            String value = "v0";
            long count = 0;
            for (int i = 0; i < 120; i++) {
                boolean odd = random.nextInt(5) == 0;
                value = random.nextInt(6) == 0 ? "v" + random.nextInt(3) : value;
                count = odd ? random.nextInt(12) : count + 1;
                Instant arrived = BEGIN.plusSeconds(odd ? random.nextInt(120) : i);
                Arrival whole = whole(snapshot("prod", "h" + random.nextInt(2), count, value, arrived));
                store.add(
                        List.of(new Arrival("night", whole.document(), Optional.of(arrived), random.nextInt(3) == 0)));
            }
            List<Long> expected = new ArrayList<>();
            for (StoredHost host : store.hosts()) {
                expected.addAll(changes(store, host));
            }
            assertThat(store.steps(store.hosts()))
                    .extracting(HostStep::snapshot)
                    .extracting(StoredSnapshot::number)
                    .isEqualTo(expected);
        }
    }

    /** The numbers of the snapshots that were the newest of their host at some time and said otherwise than the one before. */
    private static List<Long> changes(SnapshotStore store, StoredHost host) throws Exception {
        List<StoredSnapshot> newest = new ArrayList<>();
        Instant later = Instant.MAX;
        for (StoredSnapshot each : store.snapshots(host)) {
            if (each.receivedAt().isBefore(later)) {
                newest.add(each);
                later = each.receivedAt();
            }
        }
        Collections.reverse(newest);
        List<Long> changes = new ArrayList<>();
        Object before = null;
        for (StoredSnapshot each : newest) {
            SnapshotFile file = store.read(List.of(each)).snapshots().get(0);
            Object sections = file.snapshot().sections().values().stream()
                    .map(section -> section.key() + " " + section.id())
                    .toList();
            if (!sections.equals(before)) {
                changes.add(each.number());
            }
            before = sections;
        }
        return changes;
    }
}
