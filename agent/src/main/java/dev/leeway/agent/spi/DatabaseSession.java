package dev.leeway.agent.spi;

import java.util.List;

/** One session at a database server that can only read. */
public interface DatabaseSession {
    /**
     * Sets how much memory all further answers may take that are not streamed, if that is less than what the session allows anyway.
     *
     * @param bytes about, zero for none
     */
    default void limit(long bytes) {}

    /** The name the server's driver gives it: {@code PostgreSQL}, {@code MariaDB}. */
    String product() throws HostAccessException;

    /** The server's version as its driver tells it. */
    String productVersion() throws HostAccessException;

    /** The driver's version. */
    String driverVersion() throws HostAccessException;

    /**
     * Asks one question.
     *
     * @param sql one {@code SELECT}, or what else reads, with {@code ?} for each of {@code arguments}
     * @param arguments texts, numbers, booleans, or lists of texts for arrays
     * @throws HostAccessException of kind {@link HostAccessException.Kind#DENIED} when privileges lack, {@link
     *     HostAccessException.Kind#MALFORMED} when the server does not understand the question (an older one may lack a column),
     *     {@link HostAccessException.Kind#TIMED_OUT}, or {@link HostAccessException.Kind#TOO_LARGE} when the answer is larger
     *     than is taken; the session can be asked on after all of these
     */
    List<DatabaseRow> query(String sql, List<?> arguments) throws HostAccessException, InterruptedException;

    /** Asks one question, and hands on each row as it comes, so that many need no memory. */
    void each(String sql, List<?> arguments, RowReader reader) throws HostAccessException, InterruptedException;

    /**
     * Asks one question whose answer may be larger than any limit, and hands on each row as it comes; {@code reader} ends it by an
     * exception, which is thrown on.
     *
     * @param rowsAtOnce how many are fetched at a time, so that so many rows are all that lies in memory
     */
    default void stream(String sql, List<?> arguments, int rowsAtOnce, RowReader reader)
            throws HostAccessException, InterruptedException {
        each(sql, arguments, reader);
    }

    /** Where the session is: whose names need no mention. */
    default Place place() throws HostAccessException {
        return new Place("", "");
    }

    /**
     * Asks what drivers tell of any server, in the columns that JDBC gives the answers.
     *
     * @param schema the only one meant; empty for all of the session's catalogue
     * @param table the one meant, where {@code what} is about one; empty otherwise
     */
    default void describe(Description what, String schema, String table, RowReader reader)
            throws HostAccessException, InterruptedException {
        throw new HostAccessException(HostAccessException.Kind.UNREADABLE, "descriptions");
    }

    /** What it cost so far. */
    Cost cost();

    /** Takes one row at a time. */
    interface RowReader {
        /** Takes the next row, which is valid only until this returns. */
        void take(DatabaseRow row) throws HostAccessException;
    }

    /** What can be asked of any server. */
    enum Description {
        TABLES,
        COLUMNS,
        /** Of one table, as are the next two. */
        PRIMARY_KEY,
        FOREIGN_KEYS,
        INDEXES
    }

    /**
     * Where a session is.
     *
     * @param catalog the database; empty where the server has one alone
     * @param schema where names without one are looked up; empty where there is none
     */
    record Place(String catalog, String schema) {}

    /**
     * What a session cost.
     *
     * @param questions asked, each a round trip or few
     * @param rows received
     * @param bytes of texts in them, about
     */
    record Cost(int questions, long rows, long bytes) {}
}
