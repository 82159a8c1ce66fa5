package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Opens stores in databases; naming this class is what loads the libraries for them. */
public final class SqlStores {
    private SqlStores() {}

    /**
     * The store in a SQLite file, which is made where it is not there.
     *
     * @param clock that says when something arrives
     * @throws StoreException when it is something else, of a later release, or cannot be opened
     */
    public static SnapshotStore sqlite(Path file, Clock clock) throws StoreException {
        return new SqlStore(new Transactions(SqliteDatabase.open(file)), clock);
    }

    /**
     * The store in a PostgreSQL database, whose tables are made where they are not there.
     *
     * @param url as JDBC has it, which may hold credentials and is never shown
     * @param name the same without any
     * @param user to log in as, where the URL does not say
     * @param password of that user
     * @param clock that says when something arrives
     * @throws StoreException when it cannot be reached, or is of a later release
     */
    public static SnapshotStore postgresql(
            String url, String name, Optional<String> user, Optional<String> password, Clock clock)
            throws StoreException {
        return new SqlStore(new Transactions(PostgresqlDatabase.open(url, name, user, password)), clock);
    }

    /** As {@link #sqlite}, with what a collector remembers beside snapshots. */
    public static CollectorStore sqliteCollector(Path file, Clock clock) throws StoreException {
        return collector(SqliteDatabase.open(file), clock);
    }

    /** As {@link #postgresql}, with what a collector remembers beside snapshots. */
    public static CollectorStore postgresqlCollector(
            String url, String name, Optional<String> user, Optional<String> password, Clock clock)
            throws StoreException {
        return collector(PostgresqlDatabase.open(url, name, user, password), clock);
    }

    private static CollectorStore collector(Database database, Clock clock) {
        Transactions transactions = new Transactions(database);
        return new CollectorStore(new SqlStore(transactions, clock), new SqlRegistry(transactions, clock));
    }
}
