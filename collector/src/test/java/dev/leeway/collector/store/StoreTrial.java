package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.collector.store.StoreScene.SetClock;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A store that is tried, and how it is spoken of. */
abstract class StoreTrial {
    static final Instant NOON = SampleSnapshots.TAKEN.plus(Duration.ofHours(10));

    protected final SetClock clock = new SetClock();

    protected SnapshotStore store;

    /** Opens the store under test, the same one each time within one test, by {@link #clock}. */
    protected abstract SnapshotStore open() throws Exception;

    @BeforeEach
    void opened() throws Exception {
        clock.set(NOON);
        store = open();
    }

    @AfterEach
    void closed() {
        store.close();
    }

    Receipt add(Arrival arrival) throws StoreException {
        return store.add(List.of(arrival)).get(0);
    }

    void add(Snapshot... snapshots) throws StoreException {
        for (Snapshot each : snapshots) {
            Receipt receipt = add(whole(each));
            assertThat(receipt.fate()).as(receipt.message()).isEqualTo(Fate.STORED);
        }
    }

    StoredHost host(String text) throws StoreException {
        return store.hosts().stream()
                .filter(host -> host.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    List<Long> sequences(String host) throws StoreException {
        return store.snapshots(host(host)).stream()
                .map(StoredSnapshot::sequence)
                .toList();
    }

    static List<String> ids(List<StoredSnapshot> snapshots) {
        return snapshots.stream().map(StoredSnapshot::id).toList();
    }
}
