package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Transactions on a database, whole or not at all; what it refuses is told in words for people. */
final class Transactions {
    private final Database database;
    /** Within one process writers wait for each other here, where it costs nothing. */
    private final Object writer = new Object();

    Transactions(Database database) {
        this.database = database;
    }

    /** Something done with a database. */
    interface Work<T> {
        T with(Handle handle) throws StoreException;
    }

    Database database() {
        return database;
    }

    <T> T reading(Work<T> work) throws StoreException {
        try {
            return database.reading().inTransaction(work::with);
        } catch (JdbiException e) {
            throw Trouble.of(database.name(), e);
        }
    }

    /** Reading by several statements that have to fit each other. */
    <T> T readingOneMoment(Work<T> work) throws StoreException {
        return reading(handle -> {
            database.steady(handle);
            return work.with(handle);
        });
    }

    <T> T writing(Work<T> work) throws StoreException {
        return writing(work, () -> {});
    }

    /** With what is to be done, while nobody else writes, where it came to nothing. */
    <T> T writing(Work<T> work, Runnable undone) throws StoreException {
        synchronized (writer) {
            boolean done = false;
            try {
                T result = database.writing().inTransaction(handle -> {
                    database.alone(handle);
                    return work.with(handle);
                });
                done = true;
                return result;
            } catch (JdbiException e) {
                throw Trouble.of(database.name(), e);
            } finally {
                if (!done) {
                    undone.run();
                }
            }
        }
    }
}
