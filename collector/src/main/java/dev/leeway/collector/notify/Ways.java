package dev.leeway.collector.notify;

/** Remembers how the ways to channels were lately, so that one that fails is let be for a while. */
public interface Ways {
    /** How that of {@code channel} was. */
    Way of(String channel);

    /** Remembers how it is now. */
    void is(String channel, Way way);
}
