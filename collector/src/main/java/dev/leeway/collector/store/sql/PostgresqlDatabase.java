package dev.leeway.collector.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.leeway.collector.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A PostgreSQL database that several collectors use at once, over a pool of connections. */
final class PostgresqlDatabase implements Database {
    /** Held by whoever writes, until the end of the transaction, so that numbers are given in the order of commits. */
    private static final long LOCK = 0x4C574159L;

    private static final int CONNECTIONS = 8;
    private static final long WAIT_MILLIS = 30_000;

    private final String name;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private PostgresqlDatabase(String name, HikariDataSource pool) {
        this.name = name;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens the store in the database at {@code url}, whose tables are made where they are not there.
     *
     * @param url as typed, which may hold credentials
     * @param name the same without any
     * @throws StoreException when it cannot be reached, or is of a later release
     */
    static PostgresqlDatabase open(String url, String name, Optional<String> user, Optional<String> password)
            throws StoreException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        user.ifPresent(config::setUsername);
        password.ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setPoolName("leeway-store");
        config.addDataSourceProperty("ApplicationName", "leeway");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw Trouble.of(name, e);
        } catch (IllegalArgumentException e) {
            throw new StoreException(name + ": is no address of a PostgreSQL database", e);
        }
        PostgresqlDatabase database = new PostgresqlDatabase(name, pool);
        try {
            Migrations.run(database.jdbi, pool, "postgresql", "select count(to_regclass(:name))", name);
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public Jdbi reading() {
        return jdbi;
    }

    @Override
    public Jdbi writing() {
        return jdbi;
    }

    @Override
    public void alone(Handle handle) {
        // What is acknowledged is on the disk, whatever the server or the role is set to.
        handle.execute("set local synchronous_commit = on");
        handle.execute("select pg_advisory_xact_lock(" + LOCK + ")");
    }

    @Override
    public void steady(Handle handle) {
        handle.execute("set transaction isolation level repeatable read, read only");
    }

    /** A month of arrivals is one table, so that what is old can be taken away as a whole. */
    @Override
    public void roomFor(Handle handle, long received) {
        LocalDate month = Instant.ofEpochMilli(received)
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1);
        String table = String.format(Locale.ROOT, "snapshot_%04d_%02d", month.getYear(), month.getMonthValue());
        boolean there = handle.createQuery("select to_regclass(:table) is not null")
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
        if (!there) {
            handle.execute("create table " + table + " partition of snapshot for values from (" + millis(month)
                    + ") to (" + millis(month.plusMonths(1)) + ")");
        }
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    @Override
    public void tidy(Handle handle) {
        for (String table : handle.createQuery(
                        "select inhrelid::regclass::text from pg_inherits" + " where inhparent = 'snapshot'::regclass")
                .mapTo(String.class)
                .list()) {
            boolean empty = handle.createQuery("select not exists (select 1 from " + table + ")")
                    .mapTo(Boolean.class)
                    .one();
            if (empty) {
                handle.execute("drop table " + table);
            }
        }
    }

    @Override
    public void backup(Path file) throws StoreException {
        throw new StoreException(
                name + ": PostgreSQL is backed up by its own tools, which alone see the whole of it at one"
                        + " moment: pg_dump --format=custom --file=" + file + ", or the archive of its log");
    }

    @Override
    public boolean isNear() {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        pool.close();
    }
}
