package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

/**
 * What a day of a host came to: the newest of its snapshots by the end of the day, where that itself arrived on it. Whatever else arrived on
 * the day is older.
 *
 * @param host whose day it is
 * @param day by its number since 1970 in UTC
 * @param number of the snapshot
 * @param list where those of two days of a host are the same, the snapshots have the very same sections
 */
public record HostDay(StoredHost host, long day, long number, long list) {
    public HostDay {
        requireNonNull(host, "host is null");
    }
}
