package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.RegistryContract;
import java.util.Optional;

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
}
