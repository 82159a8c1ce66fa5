package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What became of an arrival.
 *
 * @param source as the arrival named it
 * @param id of the snapshot
 * @param fate what became of it
 * @param message why it was not stored and what to do, else empty
 * @param lacking ids of sections that were only named and are not there, where that is its fate, else empty
 */
public record Receipt(String source, String id, Fate fate, String message, Set<String> lacking) {
    /** What becomes of arrivals. */
    public enum Fate {
        /** It is stored, and on the disk. */
        STORED,
        /** The store had it already, which is as good. */
        KNOWN,
        /** It names sections that are not there; the store is as before, and takes it once they are, or come with it. */
        LACKING,
        /** It contradicts what is there; the store is as before. */
        REFUSED
    }

    public Receipt {
        requireNonNull(source, "source is null");
        requireNonNull(id, "id is null");
        requireNonNull(fate, "fate is null");
        requireNonNull(message, "message is null");
        lacking = Collections.unmodifiableSortedSet(new TreeSet<>(lacking));
    }

    /** One that lacks nothing. */
    public Receipt(String source, String id, Fate fate, String message) {
        this(source, id, fate, message, Set.of());
    }
}
