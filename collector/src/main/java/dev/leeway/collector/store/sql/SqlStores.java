package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.store.Rescued;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sqlite.SqliteRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

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
     * Brings what can be read of a damaged SQLite store into a new one, page by page, without the help of what leads to them; each
     * snapshot is verified. The damaged file and its log are only read.
     *
     * @param fresh a file that is not there yet
     * @throws StoreException when there is nothing to be read, or the new file cannot be written
     */
    public static Rescued rescue(Path damaged, Path fresh) throws StoreException {
        FoundRows found = new FoundRows();
        try {
            SqliteRows.read(damaged, found);
        } catch (IOException e) {
            throw new StoreException(damaged + ": cannot be opened; check its name, owner and disk", e);
        }
        if (found.snapshots().isEmpty() && found.sections().isEmpty()) {
            throw new StoreException(damaged + ": holds nothing of a store; name another file");
        }
        if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(fresh + ": is there already; name a file that is not");
        }
        SqliteDatabase database = SqliteDatabase.open(fresh);
        try {
            return database.writing().inTransaction(handle -> new Rescuing(handle, found).all());
        } catch (JdbiException e) {
            throw Trouble.of(fresh.toString(), e);
        } finally {
            database.close();
        }
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
