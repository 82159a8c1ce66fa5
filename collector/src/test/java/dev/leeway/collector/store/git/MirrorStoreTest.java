package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.snapshot.Snapshot;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorStoreTest {
    private static final long FIRST = MirrorSource.day(Instant.parse("2026-11-01T00:00:00Z"));

    private final StoreScene.SetClock clock = new StoreScene.SetClock();

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() throws StoreException {
        store = SqlStores.sqlite(folder.resolve("leeway.db"), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Snapshot arrived(String moment, long sequence, boolean anew) throws StoreException {
        clock.set(Instant.parse(moment));
        Snapshot snapshot = StoreScene.snapshot("prod", "web-01", sequence, moment);
        Arrival whole = StoreScene.whole(snapshot);
        List<Receipt> receipts = store.add(
                List.of(new Arrival(moment, whole.document(), Optional.empty(), false, Optional.empty(), anew)));
        assertThat(receipts).extracting(Receipt::fate).containsExactly(Receipt.Fate.STORED);
        return snapshot;
    }

    private static List<String> ids(MirrorSource.Read read) {
        return read.group().stream().map(each -> each.snapshot().id()).toList();
    }

    private List<String> day(long day) throws Exception {
        MirrorStore source = new MirrorStore(store);
        source.days((environment, number) -> true);
        return ids(source.day(day));
    }

    @Test
    void takesWhatARebuiltHostCountsAnew() throws Exception {
        arrived("2026-11-01T02:00:00Z", 400, false);
        arrived("2026-11-01T12:00:00Z", 1, true);
        Snapshot last = arrived("2026-11-01T18:00:00Z", 12, false);
        assertThat(day(FIRST)).containsExactly(last.id());
    }

    @Test
    void takesWhatNobodyCountedWhereItArrivedLast() throws Exception {
        arrived("2026-11-01T02:00:00Z", 7, false);
        Snapshot uncounted = arrived("2026-11-01T20:00:00Z", 0, false);
        assertThat(day(FIRST)).containsExactly(uncounted.id());
    }

    @Test
    void isNotTakenBackByOlderSnapshotsThatArriveTheNextDay() throws Exception {
        Snapshot newest = arrived("2026-11-01T23:59:59Z", 50, false);
        arrived("2026-11-02T00:00:10Z", 49, false);
        arrived("2026-11-02T00:00:20Z", 48, false);
        assertThat(day(FIRST)).containsExactly(newest.id());
        assertThat(day(FIRST + 1)).isEmpty();
        Snapshot later = arrived("2026-11-02T23:59:59.999Z", 51, false);
        assertThat(day(FIRST + 1)).containsExactly(later.id());
        arrived("2026-11-03T00:00:00Z", 52, false);
        assertThat(day(FIRST + 1)).containsExactly(later.id());
    }

    /** A backlog of many hosts and days would not fit into the memory of a collector. */
    @Test
    void remembersNoSnapshotOfTheDaysThatAreWanted() throws Exception {
        Snapshot first = arrived("2026-11-01T02:00:00Z", 1, false);
        Snapshot second = arrived("2026-11-02T02:00:00Z", 2, false);
        List<WeakReference<Object>> handed = new ArrayList<>();
        MirrorStore source = new MirrorStore(watched(handed));
        assertThat(source.days((environment, day) -> true)).containsExactly(FIRST, FIRST + 1);
        assertThat(handed).hasSize(2);
        for (int wait = 0; held(handed) > 0 && wait < 200; wait++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(held(handed)).isZero();
        assertThat(ids(source.day(FIRST))).containsExactly(first.id());
        assertThat(ids(source.day(FIRST + 1))).containsExactly(second.id());
    }

    private static long held(List<WeakReference<Object>> handed) {
        return handed.stream().filter(each -> each.get() != null).count();
    }

    private SnapshotStore watched(List<WeakReference<Object>> handed) {
        return (SnapshotStore) Proxy.newProxyInstance(
                SnapshotStore.class.getClassLoader(),
                new Class<?>[] {SnapshotStore.class},
                (any, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (method.getName().equals("since")) {
                            ((List<?>) answer).forEach(each -> handed.add(new WeakReference<>(each)));
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
