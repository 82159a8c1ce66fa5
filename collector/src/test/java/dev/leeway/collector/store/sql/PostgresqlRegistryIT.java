package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.IdentityScene;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RegistryContract;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.store.StoreScene;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class PostgresqlRegistryIT extends RegistryContract {
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
    void bringsAStoreOfAnEarlierReleaseUpToDate() throws Exception {
        String old = PostgresServer.of(NEWEST).database();
        Flyway.configure()
                .dataSource(old, "postgres", "postgres")
                .locations("classpath:dev/leeway/collector/store/sql/postgresql")
                .table("leeway_schema")
                .target("1")
                .load()
                .migrate();
        try (CollectorStore store = SqlStores.postgresqlCollector(
                old, "the store", Optional.of("postgres"), Optional.of("postgres"), clock)) {
            store.snapshots().add(List.of(StoreScene.whole(StoreScene.snapshot("prod", "web-01", 1, "v"))));
            store.registry().issue(IdentityScene.pool(IdentityScene.text(TokenKind.POOL), "prod"), "store");
            assertThat(store.snapshots().hosts()).hasSize(1);
            assertThat(store.registry().tokens()).hasSize(1);
        }
    }
}
