package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Snapshot;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
        return ids(source.day(day, true));
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

    @Test
    void tellsSnapshotsAsTheyArrived() throws Exception {
        Snapshot only = arrived("2026-11-01T02:00:00Z", 1, false);
        SnapshotStore marking = asked((method, arguments) -> {
            assertThat(method.getName()).isEqualTo("asArrived");
            return store;
        });
        MirrorStore source = new MirrorStore(marking);
        assertThat(ids(source.newest(Instant.EPOCH))).containsExactly(only.id());
        assertThat(source.days((environment, day) -> true)).containsExactly(FIRST);
        assertThat(ids(source.day(FIRST, false))).containsExactly(only.id());
    }

    /** A backlog of many hosts and days would not fit into the memory of a collector. */
    @Test
    void remembersNothingOfDaysThatAreNotWanted() throws Exception {
        Snapshot first = arrived("2026-11-01T02:00:00Z", 1, false);
        Snapshot second = arrived("2026-11-02T02:00:00Z", 2, false);
        List<WeakReference<Object>> handed = new ArrayList<>();
        MirrorStore source = new MirrorStore(watched((method, arguments) -> {
            Object answer = method.invoke(store, arguments);
            if (answer instanceof List<?> list) {
                list.forEach(each -> handed.add(new WeakReference<>(each)));
            }
            return answer;
        }));
        assertThat(source.days((environment, day) -> true)).containsExactly(FIRST, FIRST + 1);
        assertThat(handed).hasSize(3);
        for (int wait = 0; held(handed) > 0 && wait < 200; wait++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(held(handed)).isZero();
        assertThat(ids(source.day(FIRST, false))).containsExactly(first.id());
        assertThat(ids(source.day(FIRST + 1, false))).containsExactly(second.id());
    }

    @Test
    void readsNoHostAgainThatIsAsItWasTheDayBefore() throws Exception {
        for (int day = 1; day <= 9; day++) {
            String value = day < 5 ? "before" : "after";
            clock.set(Instant.parse("2026-11-0" + day + "T02:00:00Z"));
            store.add(List.of(
                    StoreScene.whole(StoreScene.snapshot("prod", "web-01", day, value)),
                    StoreScene.whole(StoreScene.snapshot("prod", "web-02", day, "same"))));
        }
        List<Integer> read = new ArrayList<>();
        MirrorStore source = new MirrorStore(watched((method, arguments) -> {
            if (method.getName().equals("read")) {
                read.add(((Collection<?>) arguments[0]).size());
            }
            return method.invoke(store, arguments);
        }));
        source.days((environment, day) -> true);
        for (long day = FIRST; day < FIRST + 8; day++) {
            MirrorSource.Read told = source.day(day, false);
            assertThat(told.group().size() + told.unchanged().size()).isEqualTo(2);
            Instant received = Instant.ofEpochSecond(day * 86_400 + 7_200);
            assertThat(told.unchanged())
                    .extracting(MirrorSource.Unchanged::received)
                    .allMatch(received::equals);
        }
        assertThat(read).containsExactly(2, 0, 0, 0, 1, 0, 0, 0);
        assertThat(source.day(FIRST + 8, true).group()).hasSize(2);
    }

    @Test
    void readsAHostAgainThatSaysSomethingElseOfItself() throws Exception {
        Snapshot first = arrived("2026-11-01T02:00:00Z", 1, false);
        Snapshot plain = StoreScene.snapshot("prod", "web-01", 2, "2026-11-01T02:00:00Z");
        Snapshot updated = Snapshots.of(
                plain.sequence(),
                plain.host(),
                plain.startedAt(),
                plain.capturedAt(),
                plain.root(),
                new AgentInfo("99.0.0", 0),
                plain.sections().values());
        clock.set(Instant.parse("2026-11-02T02:00:00Z"));
        store.add(List.of(StoreScene.whole(updated)));
        MirrorStore source = new MirrorStore(store);
        source.days((environment, day) -> true);
        assertThat(ids(source.day(FIRST, false))).containsExactly(first.id());
        assertThat(ids(source.day(FIRST + 1, false))).containsExactly(updated.id());
    }

    private static long held(List<WeakReference<Object>> handed) {
        return handed.stream().filter(each -> each.get() != null).count();
    }

    /** A store of whom something is asked. */
    private interface Asked {
        Object answer(Method method, Object[] arguments) throws ReflectiveOperationException;
    }

    private static SnapshotStore asked(Asked asked) {
        return (SnapshotStore) Proxy.newProxyInstance(
                SnapshotStore.class.getClassLoader(),
                new Class<?>[] {SnapshotStore.class},
                (any, method, arguments) -> {
                    try {
                        return asked.answer(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What is asked, while it tells snapshots as they arrived by itself. */
    private SnapshotStore watched(Asked asked) {
        SnapshotStore[] itself = new SnapshotStore[1];
        itself[0] = asked((method, arguments) ->
                method.getName().equals("asArrived") ? itself[0] : asked.answer(method, arguments));
        return itself[0];
    }
}
