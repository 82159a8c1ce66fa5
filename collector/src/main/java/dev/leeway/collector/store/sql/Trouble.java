package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoreException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a database refuses, in words for people; its own text is not shown, for it may quote values and addresses. */
final class Trouble {
    private static final String DISK_FULL = "53100";
    /** The way out where the file itself is damaged. */
    static final String RESCUE = "bring what can be read into a new store: leeway store rescue FILE NEW";

    private Trouble() {}

    static StoreException of(String name, Throwable failure) {
        SQLException sql = sql(failure);
        return new StoreException(name + ": " + words(sql), failure, isNoRoom(sql));
    }

    private static boolean isNoRoom(@Nullable SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? is(sqlite, SQLiteErrorCode.SQLITE_FULL) || isNoRoomBeside(sqlite)
                : failure != null && DISK_FULL.equals(failure.getSQLState());
    }

    /** Whether the file itself is damaged, beyond single records. */
    static boolean isDamage(Throwable failure) {
        return sql(failure) instanceof SQLiteException sqlite
                && (is(sqlite, SQLiteErrorCode.SQLITE_CORRUPT) || is(sqlite, SQLiteErrorCode.SQLITE_NOTADB));
    }

    private static @Nullable SQLException sql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String words(@Nullable SQLException failure) {
        if (failure instanceof SQLiteException sqlite) {
            return words(sqlite);
        }
        String state = failure == null || failure.getSQLState() == null ? "" : failure.getSQLState();
        if (state.startsWith("08")) {
            return "the database cannot be reached; check host, port and network";
        }
        if (state.startsWith("28")) {
            return "the database refuses the login; check user and password";
        }
        if (state.startsWith("42501")) {
            return "the database does not permit it; grant what docs/store.md names";
        }
        if (state.startsWith("53")) {
            return "the database has no room or no connection left; nothing was changed";
        }
        return "the database refused (state " + (state.isEmpty() ? "unknown" : state) + "); nothing was changed";
    }

    private static String words(SQLiteException failure) {
        if (is(failure, SQLiteErrorCode.SQLITE_FULL)) {
            return "the disk is full; nothing was changed. Make room and try again";
        }
        if (isNoRoomBeside(failure)) {
            return "there is no room for what lies beside it (-shm), or the disk fails; nothing was changed. Make room"
                    + " and try again";
        }
        if (is(failure, SQLiteErrorCode.SQLITE_BUSY) || is(failure, SQLiteErrorCode.SQLITE_LOCKED)) {
            return "another process writes and did not let go for a minute; try again";
        }
        if (is(failure, SQLiteErrorCode.SQLITE_READONLY)
                || is(failure, SQLiteErrorCode.SQLITE_PERM)
                || is(failure, SQLiteErrorCode.SQLITE_CANTOPEN)) {
            return "may not be read or written; check its owner and directory";
        }
        if (is(failure, SQLiteErrorCode.SQLITE_NOTADB)) {
            return "is no store, or its beginning is damaged; name another file, or " + RESCUE;
        }
        if (is(failure, SQLiteErrorCode.SQLITE_IOERR)) {
            // Where the disk fails in the last step, what was to be stored may have come through.
            return "cannot be read or written; what was not said to be done may be done or not. Check the disk and do it"
                    + " again, which is no harm";
        }
        // What damage makes of tables and indexes shows as any kind of error; a disk that failed once shows as damage.
        return "is damaged, or its disk failed; nothing was changed. Try again, and where it stays so " + RESCUE;
    }

    /** The memory that processes share over a store is a file beside it; on a full disk it is the first that cannot grow. */
    private static boolean isNoRoomBeside(SQLiteException failure) {
        return failure.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
    }

    /** Extended codes keep the simple one in their lowest byte. */
    private static boolean is(SQLiteException failure, SQLiteErrorCode code) {
        return (failure.getResultCode().code & 0xFF) == code.code;
    }
}
