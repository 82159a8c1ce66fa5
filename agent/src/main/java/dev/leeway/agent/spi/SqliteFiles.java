package dev.leeway.agent.spi;

/** Reads SQLite files of the host through a copy, so that the original is neither locked nor changed. */
public interface SqliteFiles {
    /**
     * Runs one query and hands on the first column of each row.
     *
     * @param path of the database; a write-ahead log beside it is honoured
     * @param query a single {@code SELECT}
     * @throws HostAccessException of kind {@link HostAccessException.Kind#MALFORMED} when it is no such database or has
     *     no such table
     */
    void blobs(String path, String query, Blobs blobs) throws HostAccessException;

    /** Takes one value at a time. */
    interface Blobs {
        /** Takes the next value; what it throws ends the query. */
        void accept(byte[] blob) throws HostAccessException;
    }
}
