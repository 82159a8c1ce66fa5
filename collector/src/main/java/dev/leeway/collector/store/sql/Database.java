package dev.leeway.collector.store.sql;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A database that holds a store: how it is reached, and what it does in a way of its own. */
interface Database extends AutoCloseable {
    /** For statements that only read; several at a time. */
    Jdbi reading();

    /** For transactions that write. */
    Jdbi writing();

    /** Waits until nobody else writes, at the beginning of a transaction that does, and holds others off until its end. */
    void alone(Handle handle);

    /** Has a transaction that only reads see one moment, whatever others add; at its beginning. */
    void steady(Handle handle);

    /** Makes room for snapshots that arrive at a moment, in milliseconds of the epoch. */
    void roomFor(Handle handle, long received);

    /** Gives back what deleting left, once it is done. */
    void tidy(Handle handle);

    /** Copies the whole of it to a file that is not there yet. */
    void backup(Path file) throws dev.leeway.collector.store.StoreException;

    /** Whether looking at the neighbours of every row, where it is, costs less than handing all rows over. */
    boolean isNear();

    /** What people know it by, without anything secret. */
    String name();

    @Override
    void close();
}
