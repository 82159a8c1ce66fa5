package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.outline;
import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.Test;

/** What every store promises, whatever holds it. */
public abstract class SnapshotStoreContract extends StoreChangesContract {
    private static final int STEPS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 5_000;
        case "slow" -> 1_000;
        default -> 80;
    };

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
