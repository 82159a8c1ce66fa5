package dev.leeway.collector.store.sql;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.Rescued;
import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.Verification;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage at every place of a small store and of its log: it opens or is refused, and what can be read comes into a new one. */
class SqliteRescueTest {
    private static final int SNAPSHOTS = 12;
    private static final int PLACES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> Integer.MAX_VALUE;
        case "slow" -> 400;
        default -> 8;
    };

    @TempDir
    private Path folder;

    private final Map<String, Snapshot> kept = new HashMap<>();
    private byte[] file = new byte[0];
    private byte[] log = new byte[0];
    private int rescued;

    /** A store that was never closed, so that what came last is in its log alone. */
    @BeforeEach
    void kept() throws Exception {
        Path store = folder.resolve("leeway.db");
        try (SnapshotStore first = open(store)) {
            add(first, 1, SNAPSHOTS / 2);
            first.keep("good", "prod", first.newest(first.hosts(), 0));
        }
        try (SnapshotStore second = open(store)) {
            add(second, SNAPSHOTS / 2 + 1, SNAPSHOTS);
            file = Files.readAllBytes(store);
            log = Files.readAllBytes(Path.of(store + "-wal"));
        }
    }

    private void add(SnapshotStore store, int from, int to) throws StoreException {
        for (int i = from; i <= to; i++) {
            Snapshot each = snapshot("prod", "web-0" + i % 3, i, noise(i));
            assertThat(store.add(List.of(whole(each))).get(0).fate()).isEqualTo(Receipt.Fate.STORED);
            kept.put(each.id(), each);
        }
    }

    /** Some of them so long that they go on in other pages. */
    private static String noise(int number) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < (number % 4 == 0 ? 400 : 6); i++) {
            noise.append(Integer.toHexString((number * 31 + i) * 0x9E3779B9));
        }
        return noise.toString();
    }

    private static SnapshotStore open(Path file) throws StoreException {
        return SqlStores.sqlite(file, Clock.systemUTC());
    }

    private Path copy(byte[] database, byte[] wal) throws Exception {
        Path copy = folder.resolve("copy.db");
        for (String companion : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Path.of(copy + companion));
        }
        Files.write(copy, database);
        if (wal.length > 0) {
            Files.write(Path.of(copy + "-wal"), wal);
        }
        return copy;
    }

    private Rescued rescue(Path damaged) throws Exception {
        Path fresh = folder.resolve("fresh.db");
        Files.deleteIfExists(fresh);
        Rescued told = SqlStores.rescue(damaged, fresh);
        rescued++;
        try (SnapshotStore store = open(fresh)) {
            assertThat(read(store)).hasSize((int) told.snapshots());
            Verification verification = store.verify();
            assertThat(verification.damages()).isEmpty();
            assertThat(verification.snapshots()).isEqualTo(told.snapshots());
            for (Snapshot each : kept.values()) {
                store.add(List.of(whole(each)));
            }
            assertThat(read(store)).hasSize(kept.size());
            assertThat(store.verify().damages()).isEmpty();
        }
        return told;
    }

    /** What is read, every snapshot of it as it was. */
    private List<StoredSnapshot> read(SnapshotStore store) throws StoreException {
        List<StoredSnapshot> all = new ArrayList<>();
        for (StoredHost host : store.hosts()) {
            all.addAll(store.snapshots(host));
        }
        SnapshotFolder read = store.read(all);
        for (SnapshotFile each : read.snapshots()) {
            assertThat(kept.get(each.snapshot().id())).isEqualTo(each.snapshot());
        }
        assertThat(read.snapshots().size() + read.unread().size()).isEqualTo(all.size());
        return all.subList(0, read.snapshots().size());
    }

    @Test
    void bringsAllOfASoundStoreInItsOrder() throws Exception {
        Rescued told = rescue(copy(file, log));
        assertThat(told).isEqualTo(new Rescued(SNAPSHOTS, 1, new TreeMap<>(), List.of()));
        try (SnapshotStore store = open(folder.resolve("leeway.db"));
                SnapshotStore fresh = open(folder.resolve("fresh.db"))) {
            assertThat(fresh.since(0, 100)).isEqualTo(store.since(0, 100));
            assertThat(fresh.baselines()).isEqualTo(store.baselines());
            assertThat(fresh.baseline("good")).isEqualTo(store.baseline("good"));
        }
    }

    @Test
    void takesNothingElseTheStoreHoldsForABaseline() throws Exception {
        Path copy = copy(file, log);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into notice (name, until) values ('silence of web-01', 1795300000000)");
        }
        assertThat(rescue(copy)).isEqualTo(new Rescued(SNAPSHOTS, 1, new TreeMap<>(), List.of()));
    }

    @Test
    void bringsNothingBackThatWasForgotten() throws Exception {
        Path store = folder.resolve("leeway.db");
        try (SnapshotStore opened = open(store)) {
            // So many that whole pages become free.
            add(opened, SNAPSHOTS + 1, 20 * SNAPSHOTS);
            opened.remove("good");
            opened.prune(new Retention(Optional.of(Instant.parse("2999-01-01T00:00:00Z")), 1));
        }
        byte[] pruned = Files.readAllBytes(store);
        // The list of free pages is damaged as well.
        Arrays.fill(pruned, 32, 40, (byte) 0x7F);
        kept.values().removeIf(each -> each.sequence() <= 20 * SNAPSHOTS - 3);
        assertThat(rescue(copy(pruned, new byte[0])).snapshots()).isEqualTo(3);
    }

    @Test
    void isRefusedOrOpensAndIsRescuedWhateverByteIsFlipped() throws Exception {
        everywhere(PLACES);
        assertThat(rescued).isPositive();
    }

    @Test
    @Tag("thorough")
    void isRefusedOrOpensAndIsRescuedWhicheverByteIsFlipped() throws Exception {
        everywhere(200);
        assertThat(rescued).isPositive();
    }

    private void everywhere(int places) throws Exception {
        int step = Math.max(1, (file.length + log.length) / places);
        for (int at = 0; at < file.length; at += step) {
            byte[] flipped = file.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            damaged(flipped, log, "byte " + at + " of the file");
        }
        for (int at = 0; at < log.length; at += step) {
            byte[] flipped = log.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            damaged(file, flipped, "byte " + at + " of the log");
        }
    }

    @Test
    void isRefusedOrOpensAndIsRescuedWhereverItEnds() throws Exception {
        for (int part = 1; part < 8; part++) {
            damaged(Arrays.copyOf(file, file.length * part / 8), log, part + " eighths of the file");
            damaged(file, Arrays.copyOf(log, log.length * part / 8), part + " eighths of the log");
        }
        assertThat(rescued).isPositive();
    }

    /** One page of either costs at most what is on it and what is made of that. */
    private void damaged(byte[] database, byte[] wal, String what) throws Exception {
        int read = -1;
        try (SnapshotStore store = open(copy(database, wal))) {
            read = read(store).size();
            store.verify();
        } catch (StoreException e) {
            assertThat(e).as(what).hasMessageContaining("copy.db").hasMessageContaining("leeway store rescue FILE NEW");
            read = -1;
        }
        Rescued told;
        try {
            told = rescue(copy(database, wal));
        } catch (StoreException e) {
            assertThat(database.length).as(what).isLessThan(file.length / 4);
            return;
        }
        assertThat(told.snapshots()).as(what + ": rescued, and read as it was").isGreaterThanOrEqualTo(read);
        long lost = told.lost().values().stream().mapToLong(Long::longValue).sum();
        if (database.length == file.length && wal.length == log.length) {
            assertThat(told.snapshots() + lost).as(what + ": " + told).isGreaterThanOrEqualTo(SNAPSHOTS - 3L);
        }
    }

    @Test
    void sparesALogFromBeingWrittenOverWhereItHidesWhatWasAcknowledged() throws Exception {
        byte[] flipped = log.clone();
        flipped[32 + 24 + 100] ^= 1;
        Path copy = copy(file, flipped);
        assertThatThrownBy(() -> open(copy))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("copy.db-wal is damaged before its end")
                .hasMessageContaining("leeway store rescue FILE NEW");
        assertThat(Files.readAllBytes(Path.of(copy + "-wal"))).isEqualTo(flipped);
        assertThat(rescue(copy).snapshots()).isGreaterThanOrEqualTo(SNAPSHOTS - 1);
    }

    @Test
    void takesALogThatEndsInTheMiddleAsACrashLeavesIt() throws Exception {
        byte[] torn = Arrays.copyOf(log, log.length - 5_000);
        try (SnapshotStore store = open(copy(file, torn))) {
            assertThat(read(store)).hasSize(SNAPSHOTS - 1);
        }
    }

    @Test
    void countsByHostWhatIsLost() throws Exception {
        long lost = 0;
        for (int page = 1; page <= file.length / 4096; page++) {
            byte[] hole = file.clone();
            Arrays.fill(hole, (page - 1) * 4096, page * 4096, (byte) 0);
            Rescued told = rescue(copy(hole, log));
            assertThat(told.snapshots()
                            + IntStream.of(told.lost().values().stream()
                                            .mapToInt(Long::intValue)
                                            .toArray())
                                    .sum())
                    .as("without page " + page + ": " + told)
                    .isGreaterThanOrEqualTo(SNAPSHOTS - 1L);
            lost += told.lost().size();
            assertThat(told.lost().keySet()).allMatch(host -> host.startsWith("prod/web-0") || host.equals("?"));
        }
        assertThat(lost).isPositive();
    }

    @Test
    void refusesWhatIsNoStoreAndWhatIsThere() throws Exception {
        Path other = Files.writeString(folder.resolve("other"), "nothing of a store".repeat(900));
        assertThatThrownBy(() -> SqlStores.rescue(other, folder.resolve("new.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("holds nothing of a store");
        assertThat(folder.resolve("new.db")).doesNotExist();
        Path copy = copy(file, log);
        assertThatThrownBy(() -> SqlStores.rescue(copy, other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is there already");
    }
}
