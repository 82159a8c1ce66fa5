package dev.leeway.collector.store;

import static dev.leeway.collector.store.StoreScene.snapshot;
import static dev.leeway.collector.store.StoreScene.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.StoreScene.SetClock;
import dev.leeway.collector.store.sql.SqlStores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read together is what would have been read one selection after the other, damage included. */
class SelectionsReadTest {
    @TempDir
    private Path folder;

    private final SetClock clock = new SetClock();

    private SnapshotStore filled(SnapshotStore store) throws StoreException {
        for (int day = 1; day <= 3; day++) {
            clock.set(SampleSnapshots.TAKEN.plusSeconds(86_400L * day));
            store.add(List.of(
                    whole(snapshot("prod", "web-01", day, "info")),
                    whole(snapshot("prod", "web-02", day, "level-" + day)),
                    whole(snapshot("staging", "web-01", day, "debug"))));
        }
        return store;
    }

    private static List<List<StoredSnapshot>> selections(SnapshotStore store) throws StoreException {
        List<StoredHost> hosts = store.hosts();
        // One is empty, one is there twice.
        return List.of(store.newest(hosts, 1), List.of(), store.newest(hosts, 0), store.newest(hosts, 0));
    }

    private static void assertTheSame(SnapshotStore store, int unread) throws StoreException {
        List<List<StoredSnapshot>> selections = selections(store);
        List<SnapshotFolder> together = store.readEach(selections);
        assertThat(together).hasSize(selections.size());
        for (int i = 0; i < selections.size(); i++) {
            assertThat(together.get(i)).isEqualTo(store.read(selections.get(i)));
        }
        assertThat(together.stream().mapToInt(each -> each.unread().size()).sum())
                .isEqualTo(unread);
        assertThat(store.readEach(List.of())).isEmpty();
    }

    @Test
    void aDatabaseReadsThemTogether() throws Exception {
        try (SnapshotStore store = filled(SqlStores.sqlite(folder.resolve("leeway.db"), clock))) {
            assertTheSame(store, 0);
            assertThat(store.readEach(selections(store)).get(2).snapshots()).hasSize(3);
        }
    }

    @Test
    void damageCostsTheSelectionsThatHaveItAndNoOther() throws Exception {
        Path file = folder.resolve("leeway.db");
        filled(SqlStores.sqlite(file, clock)).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            // The second of a host's three.
            assertThat(statement.executeUpdate("update snapshot set head = x'00' where sequence = 2 and host = 1"))
                    .isEqualTo(1);
        }
        try (SnapshotStore store = SqlStores.sqlite(file, clock)) {
            assertTheSame(store, 1);
            assertThat(store.readEach(selections(store)).get(0).unread()).hasSize(1);
        }
    }

    @Test
    void aDirectoryReadsThemOneAfterTheOther() throws Exception {
        try (SnapshotStore store = filled(new DirectoryStore(folder, clock))) {
            assertTheSame(store, 0);
        }
    }
}
