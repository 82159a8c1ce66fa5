package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.outline;
import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.collector.store.StoreScene.SetClock;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises, whatever holds it. */
public abstract class SnapshotStoreContract {
    private static final Instant NOON = SampleSnapshots.TAKEN.plus(Duration.ofHours(10));

    private static final int STEPS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 5_000;
        case "slow" -> 1_000;
        default -> 80;
    };

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

    private Receipt add(Arrival arrival) throws StoreException {
        return store.add(List.of(arrival)).get(0);
    }

    private void add(Snapshot... snapshots) throws StoreException {
        for (Snapshot each : snapshots) {
            Receipt receipt = add(whole(each));
            assertThat(receipt.fate()).as(receipt.message()).isEqualTo(Fate.STORED);
        }
    }

    private StoredHost host(String text) throws StoreException {
        return store.hosts().stream()
                .filter(host -> host.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> sequences(String host) throws StoreException {
        return store.snapshots(host(host)).stream()
                .map(StoredSnapshot::sequence)
                .toList();
    }

    private static List<String> ids(List<StoredSnapshot> snapshots) {
        return snapshots.stream().map(StoredSnapshot::id).toList();
    }

    @Test
    void givesBackWhatItTookByteForByte() throws StoreException {
        Snapshot snapshot = snapshot("prod", "web-01", 1, "info");
        String spaced = new String(SampleSnapshots.bytes(snapshot), StandardCharsets.UTF_8)
                .replace("\"sections\":{", "\"later\" : [1, {}],\n \"sections\" : {\t");
        byte[] document = spaced.getBytes(StandardCharsets.UTF_8);
        assertThat(add(StoreScene.arrival(document)).fate()).isEqualTo(Fate.STORED);
        StoredSnapshot stored = store.newest(store.hosts(), 0).get(0);
        assertThat(stored.id()).isEqualTo(snapshot.id());
        assertThat(stored.receivedAt()).isEqualTo(NOON);
        assertThat(stored.capturedAt()).isEqualTo(snapshot.capturedAt());
        assertThat(store.document(stored)).contains(document);
        assertThat(store.read(List.of(stored)).snapshots())
                .extracting(SnapshotFile::snapshot)
                .containsExactly(snapshot);
    }

    @Test
    void keepsWhatItHasWhenItIsOpenedAgain() throws Exception {
        Snapshot snapshot = snapshot("prod", "web-01", 1, "info");
        add(snapshot);
        store.close();
        store = open();
        assertThat(store.read(store.newest(store.hosts(), 0)).snapshots())
                .extracting(SnapshotFile::snapshot)
                .containsExactly(snapshot);
        assertThat(add(whole(snapshot)).fate()).isEqualTo(Fate.KNOWN);
    }

    @Test
    void takesWhatItKnowsAsDoneHoweverOftenItComes() throws StoreException {
        Snapshot snapshot = snapshot("prod", "web-01", 1, "info");
        add(snapshot);
        for (int i = 0; i < 20; i++) {
            assertThat(store.add(List.of(whole(snapshot), whole(snapshot))))
                    .extracting(Receipt::fate)
                    .containsExactly(Fate.KNOWN, Fate.KNOWN);
        }
        assertThat(sequences("prod/web-01")).containsExactly(1L);
        assertThat(store.since(0, 100)).hasSize(1);
    }

    @Test
    void tellsWhereSectionsChangedAsTheyStoodAtAnyMoment() throws StoreException {
        String[] levels = {"a", "a", "b", "b", "a", "c"};
        int[] order = {1, 2, 4, 3, 5, 6};
        for (int i = 0; i < order.length; i++) {
            clock.set(NOON.plus(Duration.ofHours(i)));
            add(snapshot("prod", "web-01", order[i], levels[order[i] - 1]));
        }
        List<HostStep> steps = store.steps(store.hosts());

        assertThat(steps)
                .as("the second is as the first, and the third arrived when it was old")
                .extracting(step -> step.snapshot().sequence())
                .containsExactly(1L, 4L, 5L, 6L);
        SectionKey key = SectionKey.of("env", "shop-web");
        for (int i = 0; i < order.length; i++) {
            Instant moment = NOON.plus(Duration.ofHours(i));
            Snapshot whole = store.read(store.at(store.hosts(), moment))
                    .snapshots()
                    .get(0)
                    .snapshot();
            HostStep step = steps.stream()
                    .filter(each -> !each.snapshot().receivedAt().isAfter(moment))
                    .reduce((one, other) -> other)
                    .orElseThrow();
            long number = requireNonNull(step.sections().get(key));
            assertThat(store.sections(List.of(number)).get(number))
                    .as("hour %s", i)
                    .isEqualTo(whole.sections().get(key));
        }
        Snapshot header = requireNonNull(store.headers(List.of(steps.get(0).snapshot()))
                .get(steps.get(0).snapshot().number()));
        assertThat(header.host().role()).contains("web");
        assertThat(header.id()).isEqualTo(steps.get(0).snapshot().id());
        assertThat(header.sections()).isEmpty();
    }

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
    private void sameDays() throws StoreException {
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
    void takesIdsForSectionsItHas() throws StoreException {
        Snapshot first = snapshot("prod", "web-01", 1, "info");
        Receipt unknown = add(outline(first));
        assertThat(unknown.fate()).isEqualTo(Fate.LACKING);
        assertThat(unknown.message()).contains("send it whole");
        Set<String> ids = new TreeSet<>();
        first.sections().values().stream().map(Section::id).forEach(ids::add);
        assertThat(unknown.lacking()).isEqualTo(ids);
        assertThat(store.lacking(ids)).isEqualTo(ids);
        add(first);
        assertThat(store.lacking(ids)).isEmpty();
        assertThat(store.lacking(Set.of("c1:sha256:" + "0".repeat(64), "nonsense")))
                .hasSize(2);
        Snapshot second = snapshot("prod", "web-01", 2, "info");
        assertThat(add(outline(second)).fate()).isEqualTo(Fate.STORED);
        StoredSnapshot stored = store.newest(store.hosts(), 0).get(0);
        assertThat(store.document(stored)).contains(SampleSnapshots.bytes(second));
        assertThat(store.read(List.of(stored)).snapshots().get(0).snapshot()).isEqualTo(second);
    }

    @Test
    void knowsTheManifestsOfAHostsNewestSnapshotsAndNoOthers() throws StoreException {
        List<Manifest> manifests = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            Snapshot each = snapshot("prod", "web-01", i, "v" + i);
            manifests.add(Delivery.manifest(whole(each).document()));
            add(each);
        }
        add(snapshot("prod", "web-02", 1, "other"));
        for (int i = 3; i < 6; i++) {
            assertThat(store.manifest("prod", "web-01", manifests.get(i).digest()))
                    .contains(manifests.get(i));
        }
        assertThat(store.manifest("prod", "web-01", manifests.get(0).digest())).isEmpty();
        assertThat(store.manifest("prod", "web-02", manifests.get(5).digest())).isEmpty();
        assertThat(store.manifest("prod", "nobody", manifests.get(5).digest())).isEmpty();
        assertThat(store.manifest("dev", "web-01", manifests.get(5).digest())).isEmpty();
    }

    @Test
    void anIdStandsForTheTextTheHostHadItself() throws StoreException {
        Map<String, byte[]> documents = new TreeMap<>();
        for (String host : List.of("a", "b", "c")) {
            for (int i = 1; i <= 2; i++) {
                String document = new String(
                                SampleSnapshots.bytes(snapshot("prod", host, i, "info")), StandardCharsets.UTF_8)
                        .replace(
                                "\"LOG_LEVEL\":\"info\"}",
                                "\"LOG_LEVEL\":\"info\"},\"evidence\":{\n\"LOG_LEVEL\":\"/etc/" + host + ".env:1\"}");
                assertThat(document).contains("/etc/" + host + ".env");
                documents.put(host + i, document.getBytes(StandardCharsets.UTF_8));
            }
            assertThat(add(StoreScene.arrival(requireNonNull(documents.get(host + 1))))
                            .fate())
                    .isEqualTo(Fate.STORED);
        }
        for (String host : List.of("a", "b", "c")) {
            Arrival outline = StoreScene.outlineOf(requireNonNull(documents.get(host + 2)));
            assertThat(add(outline).fate()).isEqualTo(Fate.STORED);
            StoredSnapshot newest =
                    store.newest(List.of(host("prod/" + host)), 0).get(0);
            assertThat(newest.sequence()).isEqualTo(2);
            assertThat(new String(store.document(newest).orElseThrow(), StandardCharsets.UTF_8))
                    .isEqualTo(new String(requireNonNull(documents.get(host + 2)), StandardCharsets.UTF_8));
        }
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

    @Test
    void takesAGroupWithOneThatIsRefused() throws StoreException {
        assertThat(store.add(List.of(
                        whole(snapshot("prod", "a", 1, "x")),
                        whole(snapshot("prod", "a", 1, "y")),
                        whole(snapshot("prod", "b", 1, "z")))))
                .extracting(Receipt::fate)
                .containsExactly(Fate.STORED, Fate.REFUSED, Fate.STORED);
        assertThat(store.hosts()).extracting(StoredHost::text).containsExactly("prod/a", "prod/b");
        assertThat(store.verify().damages()).isEmpty();
    }

    @Test
    void keepsEachSectionOnceAndCountsWhatItVerifies() throws StoreException {
        for (int i = 0; i < 10; i++) {
            add(snapshot("prod", "web-" + i, 1, "same"));
        }
        assertThat(store.verify()).isEqualTo(new Verification(10, 2, List.of()));
    }

    @Test
    void keepsBaselinesByName() throws StoreException {
        add(snapshot("prod", "web-01", 1, "a"), snapshot("prod", "web-02", 1, "b"));
        List<StoredSnapshot> newest = store.newest(store.hosts(), 0);
        store.keep("release-1", "prod", newest);
        add(snapshot("prod", "web-01", 2, "c"));
        assertThat(store.baseline("release-1")).contains(newest);
        assertThat(store.baselines()).containsExactly(new StoredBaseline("release-1", NOON, "prod", 2));
        assertThatThrownBy(() -> store.keep("release-1", "prod", newest))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("already");
        store.rename("release-1", "good");
        assertThat(store.baseline("release-1")).isEmpty();
        assertThat(store.baseline("good")).contains(newest);
        assertThatThrownBy(() -> store.rename("release-1", "other")).isInstanceOf(StoreException.class);
        store.remove("good");
        assertThat(store.baselines()).isEmpty();
        assertThatThrownBy(() -> store.remove("good"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no baseline");
    }

    @Test
    void forgetsWhatNeedNotBeKeptAndNothingElse() throws StoreException {
        for (int day = 1; day <= 6; day++) {
            clock.set(NOON.plus(Duration.ofDays(day)));
            add(snapshot("prod", "web-01", day, "v" + day));
        }
        clock.set(NOON.plus(Duration.ofDays(1)));
        add(snapshot("prod", "gone", 1, "old"));
        store.keep("second", "prod/web-01", store.newest(List.of(host("prod/web-01")), 4));
        Pruned pruned = store.prune(new Retention(Optional.of(NOON.plus(Duration.ofDays(5))), 1));
        assertThat(pruned).isEqualTo(new Pruned(3, 3, 4));
        assertThat(sequences("prod/web-01")).containsExactly(6L, 5L, 2L);
        assertThat(sequences("prod/gone")).containsExactly(1L);
        assertThat(store.read(store.snapshots(host("prod/web-01"))).snapshots()).hasSize(3);
        assertThat(store.verify()).isEqualTo(new Verification(4, 5, List.of()));
        store.remove("second");
        assertThat(store.prune(new Retention(Optional.empty(), 1))).isEqualTo(new Pruned(2, 2, 2));
        // What was forgotten may come again.
        add(snapshot("prod", "web-01", 3, "v3"));
        assertThat(store.verify().damages()).isEmpty();
    }

    @Test
    void forgetsAHostButNotWhatABaselineKeeps() throws StoreException {
        add(
                snapshot("prod", "web-01", 1, "a"),
                snapshot("prod", "web-01", 2, "own"),
                snapshot("prod", "web-02", 1, "a"));
        store.keep("good", "prod", store.newest(store.hosts(), 0));
        store.keep("own", "prod/web-01", store.newest(List.of(host("prod/web-01")), 0));
        List<StoredHost> gone = List.of(host("prod/web-01"));
        assertThatThrownBy(() -> store.forget(gone, false))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("prod/web-01: baseline good keeps it")
                .hasMessageContaining("--with-baselines");
        assertThat(sequences("prod/web-01")).containsExactly(2L, 1L);
        // The index and the section with "a" are the other host's too.
        assertThat(store.forget(gone, true)).isEqualTo(new Forgotten(2, 1, List.of("good", "own")));
        assertThat(store.hosts()).extracting(StoredHost::text).containsExactly("prod/web-02");
        assertThat(store.baselines()).extracting(StoredBaseline::name).containsExactly("good");
        assertThat(store.baseline("good").orElseThrow()).hasSize(1);
        assertThat(store.verify()).isEqualTo(new Verification(1, 2, List.of()));
        add(snapshot("prod", "web-01", 1, "a"), snapshot("prod", "web-01", 2, "own"));
        assertThat(store.verify()).isEqualTo(new Verification(3, 3, List.of()));
        assertThat(store.forget(List.of(host("prod/web-01")), false)).isEqualTo(new Forgotten(2, 1, List.of()));
    }

    @Test
    void followsTheIndexWhereASectionIsMissing() throws StoreException {
        SectionKey key = SectionKey.of("env", "shop-web");
        Snapshot with = snapshot("prod", "web-01", 1, "a");
        add(with, SampleSnapshots.without(key, snapshot("prod", "web-01", 2, "b")), snapshot("prod", "web-01", 3, "a"));
        List<SectionRun> runs = store.runs(store.hosts(), key);
        assertThat(runs).hasSize(3);
        assertThat(runs.get(0).section()).contains(with.sections().get(key));
        assertThat(runs.get(0).index()).isEmpty();
        assertThat(runs.get(1).section()).isEmpty();
        assertThat(runs.get(1).damaged()).isFalse();
        assertThat(runs.get(1).index()).contains(with.sections().get(SectionKey.of("env")));
        assertThat(runs.get(2).section()).contains(with.sections().get(key));
    }

    @Test
    void takesWhatSeveralWritersBringAtTheSameTime() throws Exception {
        int writers = 4;
        int each = 15;
        List<Callable<List<Fate>>> tasks = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int own = writer;
            tasks.add(() -> {
                List<Fate> fates = new ArrayList<>();
                try (SnapshotStore other = open()) {
                    for (int i = 1; i <= each; i++) {
                        fates.add(other.add(List.of(whole(snapshot("prod", "web-" + own, i, "v" + i % 3))))
                                .get(0)
                                .fate());
                        other.add(List.of(whole(snapshot("prod", "shared", i, "v" + i))));
                    }
                }
                return fates;
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(writers);
        try {
            for (Future<List<Fate>> fates : pool.invokeAll(tasks)) {
                assertThat(fates.get()).hasSize(each).containsOnly(Fate.STORED);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(sequences("prod/shared")).hasSize(each);
        assertThat(store.since(0, 1000)).hasSize(writers * each + each);
        assertThat(store.since(0, 1000)).isSortedAccordingTo(Comparator.comparing(StoredSnapshot::number));
        assertThat(store.verify().damages()).isEmpty();
    }

    /** A host that delivers the same again said nothing; a directory does not know. */
    @Test
    void tellsWhetherAnyHostSaysSomethingElse() throws Exception {
        if (store instanceof DirectoryStore) {
            assertThatThrownBy(() -> store.changedSince(0)).isInstanceOf(StoreException.class);
            return;
        }
        add(StoreScene.snapshot("prod", "web-01", 1, "info"), StoreScene.snapshot("prod", "web-02", 1, "info"));
        assertThat(store.changedSince(0)).isTrue();
        long point = point();
        assertThat(store.changedSince(point)).isFalse();

        Instant later = SampleSnapshots.TAKEN.plus(Duration.ofHours(1));
        add(
                StoreScene.snapshot("prod", "web-01", 2, "info", later),
                StoreScene.snapshot("prod", "web-02", 2, "info", later));
        assertThat(store.changedSince(point)).isFalse();

        long same = point();
        Snapshot roleless = StoreScene.snapshot("prod", "web-01", 3, "info");
        Host host = roleless.host();
        add(Snapshots.of(
                3,
                new Host(host.name(), host.environment(), Optional.of("another"), host.kind(), host.labels()),
                roleless.startedAt(),
                later.plusSeconds(1),
                roleless.root(),
                roleless.agent(),
                roleless.sections().values()));
        assertThat(store.changedSince(same)).isTrue();

        long renamed = point();
        add(StoreScene.snapshot("prod", "web-02", 3, "debug", later.plusSeconds(2)));
        assertThat(store.changedSince(renamed)).isTrue();
        // As it was looked at: there and back again is the same.
        add(StoreScene.snapshot("prod", "web-02", 4, "info", later.plusSeconds(3)));
        assertThat(store.changedSince(renamed)).isFalse();
        long back = point();
        add(StoreScene.snapshot("prod", "web-03", 1, "info", later.plusSeconds(4)));
        assertThat(store.changedSince(back)).isTrue();
    }

    private long point() throws StoreException {
        List<StoredSnapshot> all = store.since(0, 1000);
        return all.get(all.size() - 1).number();
    }

    @Test
    void answersAsItsModelDoesWhateverIsDoneToIt() throws Exception {
        Random random = new Random(7);
        StoreModel model = new StoreModel();
        List<Snapshot> sent = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            clock.set(NOON.plus(Duration.ofHours(random.nextInt(2_000) - 1_000)));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> group(random, model, sent);
                case 5 -> {
                    // What was sent before is sent again.
                    Snapshot again = sent.isEmpty() ? null : sent.get(random.nextInt(sent.size()));
                    if (again != null) {
                        assertThat(add(whole(again)).fate()).isEqualTo(model.add(again, false, clock.instant()));
                    }
                }
                case 6 -> {
                    String name = "b" + random.nextInt(3);
                    List<StoredSnapshot> chosen = store.newest(store.hosts(), random.nextInt(3));
                    if (model.keeps(name)) {
                        store.remove(name);
                        model.remove(name);
                    } else {
                        store.keep(name, "some", chosen);
                        model.keep(name, ids(chosen));
                    }
                }
                case 7 -> {
                    int newest = 1 + random.nextInt(4);
                    Instant since = NOON.plus(Duration.ofHours(random.nextInt(2_000) - 1_000));
                    store.prune(new Retention(Optional.of(since), newest));
                    model.prune(since, newest);
                }
                case 8 -> {
                    store.close();
                    store = open();
                }
                default -> assertThat(store.verify().damages()).isEmpty();
            }
            same(model, random);
        }
        assertThat(sent).hasSizeGreaterThan(STEPS);
    }

    private void group(Random random, StoreModel model, List<Snapshot> sent) throws StoreException {
        List<Arrival> group = new ArrayList<>();
        List<Fate> fates = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            Snapshot snapshot = snapshot(
                    random.nextBoolean() ? "prod" : "dev",
                    "h" + random.nextInt(2),
                    random.nextInt(9),
                    "v" + random.nextInt(4),
                    NOON.plus(Duration.ofDays(random.nextInt(7_000) - 3_500)));
            boolean recounted = random.nextInt(6) == 0;
            group.add(new Arrival("random", whole(snapshot).document(), Optional.empty(), recounted));
            fates.add(model.add(snapshot, recounted, clock.instant()));
            sent.add(snapshot);
        }
        assertThat(store.add(group)).extracting(Receipt::fate).isEqualTo(fates);
    }

    private void same(StoreModel model, Random random) throws StoreException {
        Map<String, List<String>> all = new TreeMap<>();
        for (StoredHost host : store.hosts()) {
            all.put(host.text(), ids(store.snapshots(host)));
        }
        assertThat(all).isEqualTo(model.all());
        int back = random.nextInt(4);
        assertThat(ids(store.newest(store.hosts(), back))).isEqualTo(model.newest(back));
        Instant moment = NOON.plus(Duration.ofHours(random.nextInt(2_000) - 1_000));
        assertThat(ids(store.at(store.hosts(), moment))).isEqualTo(model.at(moment));
        for (StoredBaseline baseline : store.baselines()) {
            assertThat(ids(store.baseline(baseline.name()).orElseThrow()))
                    .containsExactlyInAnyOrderElementsOf(model.baseline(baseline.name()));
        }
        List<StoredSnapshot> newest = store.newest(store.hosts(), back);
        SnapshotFolder read = store.read(newest);
        assertThat(read.unread()).isEmpty();
        assertThat(read.snapshots()).extracting(file -> file.snapshot().id()).isEqualTo(ids(newest));
        if (all.values().stream().mapToInt(List::size).sum() < 200) {
            sameDays();
        }
    }
}
