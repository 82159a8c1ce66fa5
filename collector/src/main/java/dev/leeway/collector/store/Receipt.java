package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

/**
 * What became of an arrival.
 *
 * @param source as the arrival named it
 * @param id of the snapshot
 * @param fate what became of it
 * @param message why it was refused and what to do, else empty
 */
public record Receipt(String source, String id, Fate fate, String message) {
    /** What becomes of arrivals. */
    public enum Fate {
        /** It is stored, and on the disk. */
        STORED,
        /** The store had it already, which is as good. */
        KNOWN,
        /** It contradicts what is there, or lacks a part; the store is as before. */
        REFUSED
    }

    public Receipt {
        requireNonNull(source, "source is null");
        requireNonNull(id, "id is null");
        requireNonNull(fate, "fate is null");
        requireNonNull(message, "message is null");
    }
}
