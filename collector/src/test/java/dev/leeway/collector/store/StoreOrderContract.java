package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** In what order a store has the snapshots of a host, and which was the newest when. */
abstract class StoreOrderContract extends StoreTrial {
    @Test
    void refusesAnotherSnapshotWithACountThatIsTaken() throws StoreException {
        add(snapshot("prod", "web-01", 7, "info"));
        Receipt receipt = add(whole(snapshot("prod", "web-01", 7, "debug")));
        assertThat(receipt.fate()).isEqualTo(Fate.REFUSED);
        assertThat(receipt.message()).contains("prod/web-01", "7", "--recounted");
        assertThat(sequences("prod/web-01")).containsExactly(7L);
        // The same name elsewhere is another host.
        add(snapshot("dev", "web-01", 7, "debug"));
    }

    @Test
    void keepsTheTreesExaminedOnOneHostApart() throws StoreException {
        for (int i = 1; i <= 2; i++) {
            add(
                    snapshot("prod", "ci", i, "own" + i),
                    SampleSnapshots.under("/mnt/image", snapshot("prod", "ci", i, "image" + i)),
                    SampleSnapshots.under("/mnt/other", snapshot("prod", "ci", i, "other" + i)));
        }
        assertThat(store.hosts())
                .extracting(StoredHost::text)
                .containsExactly("prod/ci", "prod/ci:/mnt/image", "prod/ci:/mnt/other");
        assertThat(sequences("prod/ci")).containsExactly(2L, 1L);
        assertThat(store.read(store.newest(store.hosts(), 0)).snapshots())
                .extracting(file -> file.snapshot().root())
                .containsExactly("/", "/mnt/image", "/mnt/other");
        assertThat(store.runs(List.of(host("prod/ci:/mnt/image")), SectionKey.of("env", "shop-web")))
                .hasSize(2);
        assertThat(store.verify().damages()).isEmpty();
    }

    @Test
    void beginsToCountAnewWhereThatIsSaid() throws StoreException {
        add(snapshot("prod", "web-01", 1, "a"), snapshot("prod", "web-01", 2, "b"));
        Snapshot rebuilt = snapshot("prod", "web-01", 1, "c");
        Arrival said = new Arrival("said", whole(rebuilt).document(), Optional.empty(), true);
        assertThat(add(said).fate()).isEqualTo(Fate.STORED);
        assertThat(add(said).fate()).isEqualTo(Fate.KNOWN);
        add(snapshot("prod", "web-01", 2, "d"));
        assertThat(sequences("prod/web-01")).containsExactly(2L, 1L, 2L, 1L);
        assertThat(ids(store.newest(store.hosts(), 1))).containsExactly(rebuilt.id());
    }

    @Test
    void ordersByTheAgentsCountWhateverItsClockSays() throws StoreException {
        for (int i : new int[] {3, 1, 5, 2, 4}) {
            Instant clocked = NOON.plus(Duration.ofDays((i % 2 == 0 ? 3650L : -3650L) + i));
            clock.set(NOON.plus(Duration.ofDays(i == 5 ? -3650 : i)));
            add(snapshot("prod", "web-01", i, "v" + i, clocked));
        }
        assertThat(sequences("prod/web-01")).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(store.newest(store.hosts(), 2).get(0).sequence()).isEqualTo(3);
    }

    @Test
    void ordersWhatNobodyCountedByArrival() throws StoreException {
        List<String> arrived = new ArrayList<>();
        for (String value : List.of("b", "a", "c")) {
            Snapshot uncounted = snapshot("dev", "mine", 0, value);
            add(uncounted);
            arrived.add(0, uncounted.id());
        }
        assertThat(ids(store.snapshots(host("dev/mine")))).isEqualTo(arrived);
    }

    @Test
    void keepsCountedAndUncountedInOneOrder() throws StoreException {
        add(snapshot("dev", "mine", 1, "a"), snapshot("dev", "mine", 6, "b"), snapshot("dev", "mine", 0, "c"));
        add(snapshot("dev", "mine", 3, "d"), snapshot("dev", "mine", 7, "e"));
        assertThat(sequences("dev/mine")).containsExactly(7L, 0L, 6L, 3L, 1L);
    }

    @Test
    void findsWhatWasNewestAtAMoment() throws StoreException {
        for (int day = 1; day <= 5; day++) {
            clock.set(NOON.plus(Duration.ofDays(day)));
            add(snapshot("prod", "web-01", day, "v" + day));
        }
        add(snapshot("prod", "web-02", 1, "late"));
        assertThat(store.at(store.hosts(), NOON.plus(Duration.ofDays(3))))
                .extracting(StoredSnapshot::sequence)
                .containsExactly(3L);
        assertThat(store.at(store.hosts(), NOON.plus(Duration.ofDays(4)).minusMillis(1)))
                .extracting(StoredSnapshot::sequence)
                .containsExactly(3L);
        assertThat(store.at(store.hosts(), NOON)).isEmpty();
        assertThat(store.newest(store.hosts(), 1))
                .extracting(snapshot -> snapshot.host().name())
                .containsExactly("web-01");
    }

    @Test
    void tellsWhatTheDaysOfHostsCameTo() throws StoreException {
        Instant first = SampleSnapshots.TAKEN.truncatedTo(ChronoUnit.DAYS);
        long[][] arrivals = {{3, 1}, {5, 2}, {30, 4}, {31, 3}, {55, 2}, {80, 5}, {200, 6}};
        for (long[] each : arrivals) {
            Instant moment = first.plus(Duration.ofHours(each[0]));
            clock.set(moment);
            add(snapshot("prod", "web-01", each[1] + (each[0] == 55 ? 98 : 0), "v" + each[0] / 100, moment));
            add(snapshot("prod", "web-02", 1 + each[0], "same", moment));
        }
        sameDays();
        List<HostDay> days = store.days(store.hosts());
        Map<Long, StoredSnapshot> byNumber = new TreeMap<>();
        store.numbered(days.stream().map(HostDay::number).toList()).forEach(each -> byNumber.put(each.number(), each));
        for (HostDay one : days) {
            for (HostDay other : days) {
                if (one.host().equals(other.host()) && one.list() == other.list()) {
                    assertThat(sections(byNumber, one)).isEqualTo(sections(byNumber, other));
                }
            }
        }
        assertThat(store.days(List.of(host("prod/web-02")))).hasSize(5);
        assertThat(store.days(List.of())).isEmpty();
        assertThat(store.numbered(List.of())).isEmpty();
    }

    /** What a day came to is what was the newest at its end, if that is of the day. */
    void sameDays() throws StoreException {
        List<StoredSnapshot> all = new ArrayList<>();
        for (StoredHost host : store.hosts()) {
            all.addAll(store.snapshots(host));
        }
        Set<String> expected = new TreeSet<>();
        for (StoredSnapshot each : all) {
            long day = Math.floorDiv(each.receivedAt().getEpochSecond(), 86_400);
            Instant end = Instant.ofEpochSecond((day + 1) * 86_400).minusMillis(1);
            if (store.at(List.of(each.host()), end).equals(List.of(each))) {
                expected.add(day + " " + each.id());
            }
        }
        List<HostDay> days = store.days(store.hosts());
        Map<Long, StoredSnapshot> byNumber = new TreeMap<>();
        store.numbered(days.stream().map(HostDay::number).toList()).forEach(each -> byNumber.put(each.number(), each));
        assertThat(days)
                .extracting(each -> each.day() + " "
                        + requireNonNull(byNumber.get(each.number())).id())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private Map<SectionKey, Section> sections(Map<Long, StoredSnapshot> byNumber, HostDay day) throws StoreException {
        StoredSnapshot stored = requireNonNull(byNumber.get(day.number()));
        return store.read(List.of(stored)).snapshots().get(0).snapshot().sections();
    }

    @Test
    void tellsWhatCameAfterAPoint() throws StoreException {
        add(snapshot("prod", "web-01", 2, "a"), snapshot("prod", "web-02", 1, "b"));
        List<StoredSnapshot> first = store.since(0, 10);
        assertThat(first).hasSize(2);
        long point = first.get(1).number();
        assertThat(store.since(point, 10)).isEmpty();
        add(snapshot("prod", "web-01", 1, "c"), snapshot("dev", "mine", 1, "d"));
        assertThat(store.since(point, 10))
                .extracting(snapshot -> snapshot.host().text() + " " + snapshot.sequence())
                .containsExactly("prod/web-01 1", "dev/mine 1");
        assertThat(store.since(0, 3)).hasSize(3);
    }
}
