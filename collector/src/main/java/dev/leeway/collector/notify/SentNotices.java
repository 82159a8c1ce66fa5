package dev.leeway.collector.notify;

import java.time.Duration;
import java.time.Instant;

/** Remembers what was told whom, so that nobody is told twice; collectors that work together share one. */
public interface SentNotices {
    /**
     * Takes the right to tell something; of several who ask at once only one gets it.
     *
     * @param key what is told to which channel, at most 300 characters
     * @param now the moment
     * @param again after what time it may be told again
     * @return whether it was never told, or was told {@code again} ago or longer; it then counts as told at {@code now}
     */
    boolean claim(String key, Instant now, Duration again);

    /** Gives the right back, because telling failed or what was told is over; a memory that cannot forget keeps it, and {@code again} has to pass. */
    default void release(String key) {}
}
