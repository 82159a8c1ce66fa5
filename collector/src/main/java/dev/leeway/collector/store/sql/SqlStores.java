package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;

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
        return new SqlStore(SqliteDatabase.open(file), clock);
    }
}
