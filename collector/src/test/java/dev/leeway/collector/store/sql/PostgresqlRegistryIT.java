package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.IdentityScene;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RegistryContract;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.store.StoreScene;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlRegistryIT extends RegistryContract {
    /** Of a log that grows meanwhile. */
    private static final int READS = switch (System.getProperty("leeway.scale", "short")) {
        case "short" -> 20;
        default -> 100;
    };

    private static final int NEWEST = 18;

    private String url = "";

    @Override
    protected Registry open() throws Exception {
        if (url.isEmpty()) {
            url = PostgresServer.of(NEWEST).database();
        }
        return SqlStores.postgresqlCollector(url, "the store", Optional.of("postgres"), Optional.of("postgres"), clock)
                .registry();
    }

    @Test
    @Tag("seeded")
    void findsNoDamageInALogThatGrowsWhileItIsRead() throws Exception {
        AuditDraft draft = new AuditDraft("a", AuditAction.PRUNED, "x", "");
        registry.record(Collections.nCopies(3000, draft));
        AtomicBoolean ended = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> written = writer.submit(() -> {
                int count = 0;
                while (!ended.get()) {
                    registry.record(List.of(draft));
                    count++;
                }
                return count;
            });
            for (int i = 0; i < READS; i++) {
                assertThat(registry.verifyAudit(List.of()).damage()).isEmpty();
            }
            ended.set(true);
            assertThat(written.get()).isPositive();
        } finally {
            ended.set(true);
            writer.shutdown();
        }
    }

    @Test
    void acknowledgesOnlyWhatIsOnTheDiskHoweverTheDatabaseIsSet() throws Exception {
        String address = PostgresServer.of(NEWEST).database();
        try (Connection connection = DriverManager.getConnection(address, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            String name = connection.getCatalog();
            statement.execute("alter database " + name + " set synchronous_commit = off");
        }
        try (CollectorStore store = SqlStores.postgresqlCollector(
                        address, "the store", Optional.of("postgres"), Optional.of("postgres"), clock);
                Connection connection = DriverManager.getConnection(address, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create table seen (setting text)");
            statement.execute("create function see() returns trigger language plpgsql as 'begin insert into seen"
                    + " values (current_setting(''synchronous_commit'')); return new; end'");
            statement.execute("create trigger see after insert on host for each row execute function see()");
            store.snapshots().add(List.of(StoreScene.whole(StoreScene.snapshot("prod", "web-01", 1, "v"))));
            try (ResultSet row = statement.executeQuery("select setting from seen")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("on");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void bringsAStoreOfAnEarlierReleaseUpToDate(String version) throws Exception {
        String old = PostgresServer.of(NEWEST).database();
        Flyway.configure()
                .dataSource(old, "postgres", "postgres")
                .locations("classpath:dev/leeway/collector/store/sql/postgresql")
                .table("leeway_schema")
                .target(version)
                .load()
                .migrate();
        try (CollectorStore store = SqlStores.postgresqlCollector(
                old, "the store", Optional.of("postgres"), Optional.of("postgres"), clock)) {
            store.snapshots().add(List.of(StoreScene.whole(StoreScene.snapshot("prod", "web-01", 1, "v"))));
            store.registry().issue(IdentityScene.pool(IdentityScene.text(TokenKind.POOL), "prod"), "store");
            assertThat(store.snapshots().hosts()).hasSize(1);
            assertThat(store.registry().tokens()).hasSize(1);
            assertThat(store.registry().handOver("alerts", 0, new byte[] {1})).isTrue();
        }
    }
}
