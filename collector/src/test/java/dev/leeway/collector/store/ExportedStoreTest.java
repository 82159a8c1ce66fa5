package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.sql.SqlStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportedStoreTest {
    @TempDir
    private Path folder;

    private SnapshotStore store(String name) throws StoreException {
        return SqlStores.sqlite(folder.resolve(name), Clock.systemUTC());
    }

    private static void add(SnapshotStore store, long count, String value, boolean recounted) throws StoreException {
        Arrival whole = whole(snapshot("prod", "web-01", count, value));
        Arrival arrival = new Arrival(value, whole.document(), Optional.empty(), recounted);
        assertThat(store.add(List.of(arrival))).extracting(Receipt::fate).containsExactly(Receipt.Fate.STORED);
    }

    private static List<String> ids(SnapshotStore store) throws StoreException {
        List<String> ids = new ArrayList<>();
        for (StoredHost host : store.hosts()) {
            store.snapshots(host).forEach(snapshot -> ids.add(snapshot.id()));
        }
        return ids;
    }

    private ExportedStore.Copied carried(SnapshotStore from, SnapshotStore to) throws StoreException {
        ExportedStore.write(from, folder.resolve("exported"));
        return ExportedStore.read(folder.resolve("exported"), to);
    }

    /** An agent that was away sends what is newest first. */
    @Test
    void takesTheNewCountOfARebuiltHostThatDeliveredItsNewestFirst() throws StoreException {
        try (SnapshotStore from = store("from.db");
                SnapshotStore to = store("to.db")) {
            for (int count = 1; count <= 4; count++) {
                add(from, count, "before" + count, false);
            }
            add(from, 4, "rebuilt4", true);
            add(from, 6, "rebuilt6", false);
            add(from, 2, "rebuilt2", false);

            ExportedStore.Copied copied = carried(from, to);

            assertThat(copied.lost()).isEmpty();
            assertThat(ids(to)).isEqualTo(ids(from)).hasSize(7);
        }
    }

    /** A host that joined again begins a new count, whatever the old one had: its first may be none that was taken. */
    @Test
    void keepsANewCountApartThatBeganBeyondTheOldOne() throws StoreException {
        try (SnapshotStore from = store("from.db");
                SnapshotStore to = store("to.db")) {
            add(from, 1, "before1", false);
            add(from, 3, "before3", false);
            Arrival joined = whole(snapshot("prod", "web-01", 6, "joined6"));
            from.add(
                    List.of(new Arrival("joined", joined.document(), Optional.empty(), false, Optional.empty(), true)));
            add(from, 2, "joined2", false);

            ExportedStore.Copied copied = carried(from, to);

            assertThat(copied.lost()).isEmpty();
            assertThat(ids(to)).isEqualTo(ids(from)).hasSize(4);
        }
    }
}
