package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoreException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The versions of the schema: which this release has, and how older ones get there. */
final class Migrations {
    /** The newest of the scripts beside this class. */
    static final int NEWEST = 5;

    private static final String HISTORY = "leeway_schema";
    private static final int TRIES = 20;

    private Migrations() {}

    /**
     * Brings a database to the version of this release; one that has it is only looked at.
     *
     * @param scripts the directory beside this class that holds them
     * @param exists a query that counts the tables called {@code :name}
     * @throws StoreException when a later release made it, or it cannot be brought there
     */
    static void run(Jdbi jdbi, DataSource source, String scripts, String exists, String name) throws StoreException {
        for (int tries = 1; version(jdbi, exists, name) < NEWEST; tries++) {
            if (tries > TRIES) {
                throw new StoreException(name + ": its tables cannot be made; nothing says why");
            }
            try {
                Flyway.configure(Migrations.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:dev/leeway/collector/store/sql/" + scripts)
                        .table(HISTORY)
                        .failOnMissingLocations(true)
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                // Another process that opens the same new store at the same time may have come first.
                if (tries == TRIES) {
                    throw new StoreException(
                            name + ": its tables cannot be made; check that it is empty and may be" + " written to", e);
                }
                pause();
            }
        }
    }

    /** The version of its schema; 0 where there is none yet. */
    private static int version(Jdbi jdbi, String exists, String name) throws StoreException {
        int version;
        try (Handle handle = jdbi.open()) {
            boolean there = handle.createQuery(exists)
                            .bind("name", HISTORY)
                            .mapTo(Long.class)
                            .one()
                    > 0;
            version = there
                    ? handle.createQuery("select coalesce(max(cast(version as integer)), 0) from " + HISTORY
                                    + " where version is not null")
                            .mapTo(Integer.class)
                            .one()
                    : 0;
        } catch (JdbiException e) {
            throw Trouble.of(name, e);
        }
        if (version > NEWEST) {
            throw new StoreException(name + ": was made by a later release of Leeway (schema " + version
                    + ", this one knows " + NEWEST + "); update Leeway, nothing was touched");
        }
        return version;
    }

    private static void pause() throws StoreException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while the store was opened", e);
        }
    }
}
