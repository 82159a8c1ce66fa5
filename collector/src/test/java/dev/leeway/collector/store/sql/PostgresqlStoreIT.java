package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.SnapshotStoreContract;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresqlStoreIT extends SnapshotStoreContract {
    private static final int NEWEST = 18;

    private String url = "";

    @Override
    protected SnapshotStore open() throws Exception {
        if (url.isEmpty()) {
            url = PostgresServer.of(NEWEST).database();
        }
        return open(url, "postgres");
    }

    private SnapshotStore open(String address, String password) throws StoreException {
        return SqlStores.postgresql(address, "the store", Optional.of("postgres"), Optional.of(password), clock);
    }

    private List<String> answer(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
        }
        return rows;
    }

    @Test
    void keepsAMonthOfArrivalsInATableOfItsOwn() throws Exception {
        String partitions = "select inhrelid::regclass::text from pg_inherits where inhparent = 'snapshot'::regclass"
                + " order by 1";
        for (int month = 1; month <= 3; month++) {
            clock.set(Instant.parse("2026-0" + month + "-10T00:00:00Z"));
            store.add(List.of(StoreScene.whole(StoreScene.snapshot("prod", "web-01", month, "v" + month))));
        }
        assertThat(answer(partitions)).containsExactly("snapshot_2026_01", "snapshot_2026_02", "snapshot_2026_03");
        store.prune(new Retention(Optional.of(Instant.parse("2026-03-01T00:00:00Z")), 1));
        assertThat(answer(partitions)).containsExactly("snapshot_2026_03");
    }

    @Test
    void refusesAStoreOfALaterRelease() throws Exception {
        answer("insert into leeway_schema (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) values (99, '99', 'later', 'SQL', 'V99', 'x', 1, true)");
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("later release")
                .hasMessageContaining("99");
    }

    @Test
    void saysWhatIsWrongWithoutWhatIsSecret() throws Exception {
        assertThatThrownBy(() -> open("jdbc:postgresql://localhost:1/none?password=hunter2", "hunter2"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the store: the database cannot be reached")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void leavesBackupsToItsOwnTools() {
        assertThatThrownBy(() -> store.backup(Path.of("copy")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("pg_dump");
    }

    @Test
    void keepsWhatIsFiledUnderAnyTime() throws Exception {
        Instant longAgo = clock.instant().minus(Duration.ofDays(3650));
        clock.set(longAgo);
        store.add(List.of(StoreScene.whole(StoreScene.snapshot("prod", "web-01", 1, "v"))));
        assertThat(store.at(store.hosts(), longAgo)).hasSize(1);
    }
}
