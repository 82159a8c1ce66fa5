package dev.leeway.collector.store.sql;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.store.Receipt;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteDamageTest {
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 10_000;
        case "slow" -> 1_000;
        default -> 60;
    };

    @TempDir
    private Path folder;

    private final Map<String, Snapshot> kept = new HashMap<>();
    private Path file = Path.of(".");

    @BeforeEach
    void kept() throws Exception {
        file = folder.resolve("leeway.db");
        try (SnapshotStore store = open(file)) {
            for (int i = 1; i <= 12; i++) {
                Snapshot each = snapshot("prod", "web-0" + i % 3, i, "v".repeat(i * 40));
                kept.put(each.id(), each);
                store.add(List.of(whole(each)));
            }
        }
    }

    private static SnapshotStore open(Path file) throws StoreException {
        return SqlStores.sqlite(file, Clock.systemUTC());
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement run = connection.createStatement()) {
            run.executeUpdate(statement);
        }
    }

    @Test
    void setsAsideADamagedSectionAndTakesItAgain() throws Exception {
        sql("update section set content = zeroblob(length(content)) where number = (select max(number) from section)");
        try (SnapshotStore store = open(file)) {
            Verification verification = store.verify();
            assertThat(verification.damages())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("section env[shop-web] is damaged");
            assertThat(verification.snapshots()).isEqualTo(11);
            SnapshotFolder read = store.read(store.newest(store.hosts(), 0));
            assertThat(read.snapshots()).hasSize(2);
            assertThat(read.unread())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("section env[shop-web] is damaged", "add it");
            for (Snapshot each : kept.values()) {
                assertThat(store.add(List.of(whole(each))).get(0).fate()).isEqualTo(Receipt.Fate.KNOWN);
            }
            assertThat(store.verify()).isEqualTo(new Verification(12, 13, List.of()));
        }
    }

    @Test
    void readsNothingUnderAnIdThatIsNotItsOwn() throws Exception {
        // Two sections change ids, so that both rows are sound but for being each other's.
        sql("update section set id = (select s.id from section s where s.number <> section.number"
                + " and s.name = section.name order by s.number limit 1) where number ="
                + " (select max(number) from section)");
        try (SnapshotStore store = open(file)) {
            SnapshotFolder read = store.read(store.newest(store.hosts(), 0));
            assertThat(read.snapshots()).hasSize(2);
            assertThat(read.unread()).hasSize(1);
            Verification verification = store.verify();
            assertThat(verification.snapshots()).isEqualTo(11);
            assertThat(verification.damages()).first().asString().contains("section env[shop-web] is damaged");
            for (Snapshot each : kept.values()) {
                store.add(List.of(whole(each)));
            }
            assertThat(store.verify()).isEqualTo(new Verification(12, 13, List.of()));
        }
    }

    @Test
    void setsAsideDamagedHeadersListsAndLayouts() throws Exception {
        sql("update snapshot set head = zeroblob(9) where number = (select max(number) from snapshot)");
        sql("update section_list set content = x'7F' where number = (select min(number) from section_list)");
        try (SnapshotStore store = open(file)) {
            assertThat(store.verify().snapshots()).isEqualTo(10);
        }
        sql("update layout set content = x'0000'");
        try (SnapshotStore store = open(file)) {
            assertThat(store.verify().snapshots()).isZero();
            for (Snapshot each : kept.values()) {
                store.add(List.of(whole(each)));
            }
            assertThat(store.verify()).isEqualTo(new Verification(12, 13, List.of()));
        }
    }

    /** A bit of a table's type of numbers is enough: its other index then stands for them, and gives nothing by which one could go on. */
    @ParameterizedTest
    @ValueSource(strings = {"section", "layout", "section_list", "snapshot"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsWhereATableHasNoNumbers(String table) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement run = connection.createStatement()) {
            run.execute("pragma writable_schema = on");
            assertThat(run.executeUpdate("update sqlite_master set sql = replace(sql, 'number integer primary',"
                            + " 'number inteoer primary') where name = '" + table + "'"))
                    .isEqualTo(1);
        }
        try (SnapshotStore store = open(file)) {
            assertThatThrownBy(store::verify)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("leeway store rescue FILE NEW");
        }
    }

    @Test
    void tellsNothingThatWasNotStoredWhateverByteIsFlipped() throws Exception {
        byte[] sound = Files.readAllBytes(file);
        Random random = new Random(13);
        int whole = 0;
        int partly = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] flipped = sound.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            int sane = sane(flipped);
            whole += sane == kept.size() ? 1 : 0;
            partly += sane >= 0 && sane < kept.size() ? 1 : 0;
        }
        assertThat(whole).isPositive();
        assertThat(partly).isPositive();
    }

    @Test
    void tellsNothingThatWasNotStoredWhereverTheFileEnds() throws Exception {
        byte[] sound = Files.readAllBytes(file);
        int refused = 0;
        for (int length = 0; length < sound.length; length += Math.max(1, sound.length / 20)) {
            refused += sane(Arrays.copyOf(sound, length)) < kept.size() ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(5);
    }

    /** How many snapshots are read from these bytes, every one of them as it was; -1 where the store says it cannot. */
    private int sane(byte[] bytes) throws Exception {
        Path copy = folder.resolve("copy.db");
        for (String companion : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(Path.of(copy + companion));
        }
        Files.write(copy, bytes);
        try (SnapshotStore store = open(copy)) {
            List<StoredSnapshot> all = new ArrayList<>();
            for (StoredHost host : store.hosts()) {
                all.addAll(store.snapshots(host));
            }
            SnapshotFolder read = store.read(all);
            for (SnapshotFile each : read.snapshots()) {
                assertThat(kept.get(each.snapshot().id())).isEqualTo(each.snapshot());
            }
            store.verify();
            return read.snapshots().size();
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining("copy.db");
            return -1;
        }
    }
}
