package dev.leeway.collector.notify;

import static java.util.Objects.requireNonNull;

/**
 * What became of telling one channel.
 *
 * @param channel its name
 * @param fate what became of it
 * @param detail one line for people; holds no secret and no address that is one
 */
public record Delivery(String channel, Fate fate, String detail) {
    public Delivery {
        requireNonNull(channel, "channel is null");
        requireNonNull(fate, "fate is null");
        requireNonNull(detail, "detail is null");
    }

    /** What may become of it. */
    public enum Fate {
        /** The other side took it. */
        SENT,
        /** There was nothing to tell this channel. */
        NOTHING,
        /** It is quiet there, and this can wait. */
        HELD,
        /** It did not arrive. */
        FAILED
    }
}
