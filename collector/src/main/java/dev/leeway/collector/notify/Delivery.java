package dev.leeway.collector.notify;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of telling one channel.
 *
 * @param channel its name
 * @param fate what became of it
 * @param detail one line for people; holds no secret and no address that is one
 * @param next when what it was not told may be told; empty where there is nothing
 */
public record Delivery(String channel, Fate fate, String detail, Optional<Instant> next) {
    /** One after which nothing is to be tried again. */
    public Delivery(String channel, Fate fate, String detail) {
        this(channel, fate, detail, Optional.empty());
    }

    public Delivery {
        requireNonNull(channel, "channel is null");
        requireNonNull(fate, "fate is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(next, "next is null");
    }

    /** What may become of it, the later the worse. */
    public enum Fate {
        /** There was nothing to tell this channel. */
        NOTHING,
        /** The other side took it. */
        SENT,
        /** Some have it; the others never will, for it is not sent twice. */
        PARTLY,
        /** It is quiet there, or not for sure yet, and this can wait. */
        HELD,
        /** Somebody else is about to tell it, or ended over it. */
        PENDING,
        /** This channel is being told something else, and nobody looked yet whether there is more for it. */
        BUSY,
        /** It was not reached lately, and is let be for a while. */
        RESTS,
        /** It did not arrive. */
        FAILED
    }

    /** The same where something else has to wait until {@code then}. */
    Delivery held(Instant then) {
        boolean arrived = fate == Fate.SENT || fate == Fate.PARTLY;
        return arrived || fate == Fate.NOTHING
                ? new Delivery(
                        channel,
                        Fate.HELD,
                        arrived ? detail + "; more waits until it lasted" : "waits until it lasted",
                        Optional.of(then))
                : this;
    }

    /** The same where there was no time left for something else, which is told at once. */
    Delivery unfinished(Instant now) {
        String more = "; the rest follows";
        return new Delivery(channel, Fate.PENDING, detail.endsWith(more) ? detail : detail + more, Optional.of(now));
    }

    /** This or {@code other}, whichever is worse; this where neither is. */
    Delivery orWorse(Delivery other) {
        return other.fate.compareTo(fate) > 0 ? other : this;
    }

    /** Whether somebody is still to be told what could be told now. */
    public boolean isOwed() {
        return fate == Fate.FAILED || fate == Fate.RESTS || fate == Fate.PENDING || fate == Fate.BUSY;
    }

    /** Whether something became of it that a log should have: not that there was nothing, or that nobody looked yet. */
    public boolean isNews() {
        return fate != Fate.NOTHING && fate != Fate.RESTS && fate != Fate.BUSY;
    }
}
