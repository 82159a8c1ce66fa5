package dev.leeway.collector.notify;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the way to a channel was lately.
 *
 * @param since when it is not reached; empty where it is, as far as anybody tried
 * @param failures how many messages in a row did not arrive, or not everywhere
 * @param why the last did not; holds no secret
 * @param next when it is tried again; empty where it need not rest
 */
public record Way(Optional<Instant> since, int failures, String why, Optional<Instant> next) {
    /** As far as anybody knows it is reached. */
    public static final Way OPEN = new Way(Optional.empty(), 0, "", Optional.empty());

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 5;

    public Way {
        requireNonNull(since, "since is null");
        requireNonNull(why, "why is null");
        requireNonNull(next, "next is null");
    }

    /** After another message did not arrive; pauses grow from a minute to about half an hour. */
    public Way failed(Instant now, String reason) {
        Duration pause = PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return new Way(Optional.of(since.orElse(now)), failures + 1, reason, Optional.of(now.plus(pause)));
    }

    /** After another message came to some alone; nothing of it is sent again, so nothing waits for a time. */
    public Way partly(Instant now, String reason) {
        return new Way(Optional.of(since.orElse(now)), failures + 1, reason, Optional.empty());
    }

    /** Until when nothing is tried; empty where something may be. */
    public Optional<Instant> rests(Instant now) {
        return next.filter(now::isBefore);
    }
}
