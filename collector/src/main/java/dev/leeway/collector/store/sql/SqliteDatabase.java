package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sqlite.WriteAheadLog;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A SQLite file: a write-ahead log that is on the disk before a transaction is done, one writer, nobody else's to read. */
final class SqliteDatabase implements Database {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    /** So marks the file what it is a store of: "LWAY". */
    private static final int APPLICATION = 0x4C574159;

    private static final int WAIT_MILLIS = 60_000;
    private static final int HALF_A_MINUTE = 30;
    private static final int LOOKS = 3;
    private static final int PAUSE_MILLIS = 50;

    private final Path file;
    private final Jdbi reading;
    private final Jdbi writing;
    /** Open as long as the store is: whoever closes the last connection empties the log, which costs more than a transaction. */
    private final Handle held;

    private SqliteDatabase(Path file) {
        this.file = file;
        this.reading = Jdbi.create(source(file, SQLiteConfig.TransactionMode.DEFERRED));
        this.writing = Jdbi.create(source(file, SQLiteConfig.TransactionMode.IMMEDIATE));
        this.held = reading.open();
    }

    /**
     * Opens the store in {@code file}, which is made where it is not there.
     *
     * @throws StoreException when it is something else, damaged at its root, or cannot be opened
     */
    static SqliteDatabase open(Path file) throws StoreException {
        try {
            if (!Files.exists(file)) {
                make(file);
            } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
                throw new StoreException(file + ": is not a plain file; name another");
            }
            whole(file);
            return opened(file);
        } catch (IOException e) {
            throw new StoreException(
                    file + ": cannot be made; check that its directory exists and may be written to", e);
        } catch (LinkageError e) {
            // The native part is unpacked into the temporary directory, where a mount option may forbid to run it.
            throw new StoreException(
                    file
                            + ": the library for SQLite could not be loaded from the temporary directory; name one that may"
                            + " hold programs: LEEWAY_JAVA_OPTS=-Djava.io.tmpdir=DIR",
                    e);
        }
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // Another process makes the same one at this moment; both may go on with it.
            if (!Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    /** SQLite leaves out what stands behind damage in its log, acknowledged as it is, and writes over it; that must not happen unseen. */
    private static void whole(Path file) throws StoreException, IOException {
        for (int look = 0; look < LOOKS; look++) {
            if (!WriteAheadLog.read(WriteAheadLog.of(file)).hidesTransactions()) {
                return;
            }
            // Another process may be at it: what is only half seen looks otherwise the next time.
            pause();
        }
        throw new StoreException(file + ": its log " + WriteAheadLog.of(file).getFileName()
                + " is damaged before its end; nothing was touched. To lose no more than that, " + Trouble.RESCUE);
    }

    private static void pause() throws StoreException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the store was opened", e);
        }
    }

    private static SqliteDatabase opened(Path file) throws StoreException {
        SqliteDatabase database;
        try {
            database = new SqliteDatabase(file);
        } catch (JdbiException e) {
            throw Trouble.of(file.toString(), e);
        }
        try {
            boolean known = database.claim();
            database.migrate(known);
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    private void migrate(boolean known) throws StoreException {
        try {
            Migrations.run(
                    writing,
                    source(file, SQLiteConfig.TransactionMode.IMMEDIATE),
                    "sqlite",
                    "select count(*) from sqlite_schema where name = :name",
                    file.toString());
        } catch (StoreException e) {
            // A new file has nothing to be rescued.
            boolean damaged = known && e.getCause() instanceof FlywayException;
            throw damaged ? new StoreException(file + ": is damaged; " + Trouble.RESCUE, e) : e;
        }
    }

    private static SQLiteDataSource source(Path file, SQLiteConfig.TransactionMode mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(WAIT_MILLIS);
        config.setTransactionMode(mode);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setCacheSize(-16_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    /** Marks an empty file as a store, and refuses one that is the database of something else; whether it was a store before. */
    private boolean claim() throws StoreException {
        try (Handle handle = writing.open()) {
            int application = mark(handle);
            if (application == APPLICATION) {
                return handle.createQuery("select count(*) from sqlite_schema")
                                .mapTo(Integer.class)
                                .one()
                        > 0;
            }
            int tables = handle.createQuery("select count(*) from sqlite_schema")
                    .mapTo(Integer.class)
                    .one();
            if (application == 0 && tables > 0 && mark(handle) == APPLICATION) {
                // Another process made it in between, and marked it before it made the first table.
                return true;
            }
            if (application != 0 || tables > 0) {
                throw new StoreException(
                        file + ": is a database of something else; name another file, or where it was a store, "
                                + Trouble.RESCUE);
            }
            handle.execute("pragma application_id = " + APPLICATION);
            return false;
        } catch (JdbiException e) {
            throw Trouble.of(file.toString(), e);
        }
    }

    private static int mark(Handle handle) {
        return handle.createQuery("pragma application_id").mapTo(Integer.class).one();
    }

    @Override
    public Jdbi reading() {
        return reading;
    }

    @Override
    public Jdbi writing() {
        return writing;
    }

    @Override
    public void alone(Handle handle) {
        // A transaction that writes began with the lock for it. What is deleted is to be gone from the file, whoever
        // reads its pages.
        handle.execute("pragma secure_delete = on");
    }

    @Override
    public void steady(Handle handle) {
        // Every transaction that reads does.
    }

    @Override
    public void roomFor(Handle handle, long received) {
        // One table has room for all.
    }

    @Override
    public void tidy(Handle handle) {
        // Freed pages are used again; giving them back would mean to write the whole file anew.
    }

    @Override
    public void backup(Path target) throws StoreException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(target + ": is there already; name a file that is not");
        }
        try {
            Files.createFile(target, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (IOException e) {
            throw new StoreException(target + ": cannot be made; check its directory", e);
        }
        try (Handle handle = reading.open();
                Connection connection = handle.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(HALF_A_MINUTE);
            String name = target.toAbsolutePath().toString().replace("\"", "\"\"");
            statement.executeUpdate("backup to \"" + name + "\"");
        } catch (SQLException | JdbiException e) {
            throw new StoreException(
                    target + ": the backup could not be written whole; remove it and check the disk", e);
        }
    }

    @Override
    public boolean isNear() {
        return true;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void close() {
        held.close();
    }
}
