package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory keeps the contract as far as files can; where they cannot, it says so or answers by the hosts' own clocks. */
class DirectoryStoreTest extends SnapshotStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected SnapshotStore open() {
        return new DirectoryStore(folder, clock);
    }

    private Receipt put(Snapshot snapshot) throws StoreException {
        return store.add(List.of(whole(snapshot))).get(0);
    }

    private List<Long> sequences() throws StoreException {
        return store.snapshots(store.hosts().get(0)).stream()
                .map(StoredSnapshot::sequence)
                .toList();
    }

    private static void refused(ThrowingCallable work, String what) {
        assertThatThrownBy(work)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a directory of snapshots cannot " + what)
                .hasMessageContaining("leeway store add --store leeway.db");
    }

    @Test
    @Override
    void givesBackWhatItTookByteForByte() throws StoreException {
        Snapshot snapshot = snapshot("prod", "web-01", 1, "info");
        byte[] document = new String(SampleSnapshots.bytes(snapshot), StandardCharsets.UTF_8)
                .replace("\"sections\":{", "\"later\" : [1, {}],\n \"sections\" : {\t")
                .getBytes(StandardCharsets.UTF_8);
        store.add(List.of(StoreScene.arrival(document)));
        StoredSnapshot stored = store.newest(store.hosts(), 0).get(0);
        assertThat(stored.receivedAt()).as("files know no arrival").isEqualTo(snapshot.capturedAt());
        assertThat(store.document(stored)).contains(document);
    }

    @Test
    @Override
    void takesWhatItKnowsAsDoneHoweverOftenItComes() throws StoreException {
        Snapshot snapshot = snapshot("prod", "web-01", 1, "info");
        assertThat(store.add(List.of(whole(snapshot), whole(snapshot))))
                .extracting(Receipt::fate)
                .containsExactly(Fate.STORED, Fate.KNOWN);
        assertThat(put(snapshot).fate()).isEqualTo(Fate.KNOWN);
        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    @Override
    void beginsToCountAnewWhereThatIsSaid() throws StoreException {
        put(snapshot("prod", "web-01", 1, "a"));
        Snapshot rebuilt = snapshot("prod", "web-01", 1, "b", SampleSnapshots.TAKEN.plus(Duration.ofDays(1)));
        assertThat(put(rebuilt).fate()).isEqualTo(Fate.REFUSED);
        Arrival said = new Arrival("said", whole(rebuilt).document(), Optional.empty(), true);
        assertThat(store.add(List.of(said)).get(0).fate()).isEqualTo(Fate.STORED);
        // A count that came twice decides nothing any more; the clock does.
        assertThat(store.newest(store.hosts(), 0).get(0).id()).isEqualTo(rebuilt.id());
    }

    @Test
    @Override
    void ordersWhatNobodyCountedByArrival() throws StoreException {
        for (int day : new int[] {2, 1, 3}) {
            put(snapshot("dev", "mine", 0, "v" + day, SampleSnapshots.TAKEN.plus(Duration.ofDays(day))));
        }
        assertThat(store.snapshots(store.hosts().get(0)))
                .as("by the host's own clock")
                .extracting(each -> Duration.between(SampleSnapshots.TAKEN, each.capturedAt())
                        .toDays())
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    @Override
    void keepsCountedAndUncountedInOneOrder() throws StoreException {
        put(snapshot("dev", "mine", 6, "a", SampleSnapshots.TAKEN));
        put(snapshot("dev", "mine", 0, "b", SampleSnapshots.TAKEN.plus(Duration.ofDays(1))));
        put(snapshot("dev", "mine", 5, "c", SampleSnapshots.TAKEN.plus(Duration.ofDays(2))));
        assertThat(sequences()).as("by the host's own clock").containsExactly(5L, 0L, 6L);
    }

    @Test
    @Override
    void findsWhatWasNewestAtAMoment() throws StoreException {
        for (int day = 1; day <= 5; day++) {
            put(snapshot("prod", "web-01", day, "v" + day, SampleSnapshots.TAKEN.plus(Duration.ofDays(day))));
        }
        assertThat(store.at(store.hosts(), SampleSnapshots.TAKEN.plus(Duration.ofDays(3))))
                .extracting(StoredSnapshot::sequence)
                .containsExactly(3L);
        assertThat(store.at(store.hosts(), SampleSnapshots.TAKEN)).isEmpty();
    }

    @Test
    @Override
    void tellsWhereSectionsChangedAsTheyStoodAtAnyMoment() throws StoreException {
        String[] levels = {"a", "a", "b", "b", "a", "c"};
        for (int day : new int[] {1, 2, 4, 3, 5, 6}) {
            put(snapshot("prod", "web-01", day, levels[day - 1], SampleSnapshots.TAKEN.plus(Duration.ofDays(day))));
        }
        assertThat(store.steps(store.hosts()))
                .as("by the host's own clock none arrived late")
                .extracting(step -> step.snapshot().sequence())
                .containsExactly(1L, 3L, 5L, 6L);
    }

    @Test
    @Override
    void takesIdsForSectionsItHas() throws StoreException {
        Snapshot first = snapshot("prod", "web-01", 1, "info");
        put(first);
        Receipt receipt = store.add(List.of(StoreScene.outline(snapshot("prod", "web-01", 2, "info"))))
                .get(0);
        assertThat(receipt.fate()).isEqualTo(Fate.LACKING);
        assertThat(receipt.message()).contains("send it whole");
        assertThat(store.lacking(Set.of("c1:sha256:" + "0".repeat(64)))).hasSize(1);
    }

    @Test
    @Override
    void knowsTheManifestsOfAHostsNewestSnapshotsAndNoOthers() throws StoreException {
        put(snapshot("prod", "web-01", 1, "info"));
        assertThat(store.manifest("prod", "web-01", "any")).isEmpty();
    }

    @Test
    @Override
    void anIdStandsForTheTextTheHostHadItself() throws StoreException {
        takesIdsForSectionsItHas();
    }

    @Test
    @Override
    void tellsWhatCameAfterAPoint() {
        refused(() -> store.since(0, 10), "tell what came after a point");
    }

    @Test
    @Override
    void keepsBaselinesByName() throws StoreException {
        put(snapshot("prod", "web-01", 1, "a"));
        refused(() -> store.keep("b", "prod", store.newest(store.hosts(), 0)), "keep baselines");
        refused(() -> store.rename("b", "c"), "keep baselines");
        refused(() -> store.remove("b"), "keep baselines");
        assertThat(store.baselines()).isEmpty();
        assertThat(store.baseline("b")).isEmpty();
    }

    @Test
    @Override
    void forgetsWhatNeedNotBeKeptAndNothingElse() {
        refused(() -> store.prune(new Retention(Optional.empty(), 1)), "forget");
    }

    @Test
    @Override
    void forgetsAHostButNotWhatABaselineKeeps() throws StoreException {
        put(snapshot("prod", "web-01", 1, "a"));
        refused(() -> store.forget(store.hosts(), true), "forget");
        assertThat(store.hosts()).hasSize(1);
    }

    @Test
    @Override
    void takesWhatSeveralWritersBringAtTheSameTime() throws Exception {
        try (SnapshotStore other = open()) {
            assertThat(other.add(List.of(whole(snapshot("prod", "web-01", 1, "a")))))
                    .extracting(Receipt::fate)
                    .containsExactly(Fate.STORED);
        }
        assertThat(put(snapshot("prod", "web-01", 1, "a")).fate()).isEqualTo(Fate.KNOWN);
        assertThat(put(snapshot("prod", "web-01", 1, "b")).fate()).isEqualTo(Fate.REFUSED);
    }

    @Test
    @Override
    void answersAsItsModelDoesWhateverIsDoneToIt() throws Exception {
        put(snapshot("prod", "web-01", 1, "a"));
        put(snapshot("prod", "web-02", 1, "b"));
        try (Stream<Path> files = Files.list(folder)) {
            Path first = files.sorted().findFirst().orElseThrow();
            Files.writeString(first, Files.readString(first).replace("LOG_LEVEL", "LOG_LEVER"));
        }
        Verification verification = store.verify();
        assertThat(verification.snapshots()).isEqualTo(1);
        assertThat(verification.damages()).hasSize(1);
        SnapshotFolder read = store.read(store.newest(store.hosts(), 0));
        assertThat(read.snapshots()).hasSize(1);
        assertThat(read.unread()).hasSize(1);
    }

    /** A number is a place among all files; what comes first moves all others. */
    @Test
    void meansTheSameSnapshotByANumberWhateverComesWhileItIsKeptElsewhere() throws StoreException {
        Snapshot first = snapshot("prod", "web-02", 1, "a");
        Snapshot second = snapshot("prod", "web-02", 2, "b", SampleSnapshots.TAKEN.plus(Duration.ofDays(1)));
        put(first);
        put(second);
        SnapshotStore view = store.asArrived();
        List<HostDay> days = view.days(view.hosts());
        assertThat(days).hasSize(2);
        put(snapshot("prod", "web-01", 1, "c"));
        long begun = Math.floorDiv(SampleSnapshots.TAKEN.getEpochSecond(), 86_400L);
        for (HostDay day : days) {
            List<StoredSnapshot> stored = view.numbered(List.of(day.number()));
            assertThat(stored).extracting(StoredSnapshot::host).containsExactly(day.host());
            assertThat(view.read(stored).snapshots())
                    .extracting(SnapshotFile::snapshot)
                    .containsExactly(day.day() == begun ? first : second);
        }
        assertThat(store.hosts()).as("asked itself it tells what is there now").hasSize(2);
    }

    @Test
    void leavesNothingOfAGroupThatCouldNotBeWrittenWhole() throws Exception {
        Snapshot second = snapshot("prod", "web-02", 1, "b");
        String name = second.id().substring("c1:sha256:".length()) + ".json";
        Files.createDirectory(folder.resolve(name));
        assertThatThrownBy(() -> store.add(List.of(whole(snapshot("prod", "web-01", 1, "a")), whole(second))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(name + ": cannot be written; check the directory and its disk");
        assertThat(store.hosts()).isEmpty();
        Files.delete(folder.resolve(name));
        assertThat(store.add(List.of(whole(snapshot("prod", "web-01", 1, "a")), whole(second))))
                .extracting(Receipt::fate)
                .containsExactly(Fate.STORED, Fate.STORED);
    }
}
