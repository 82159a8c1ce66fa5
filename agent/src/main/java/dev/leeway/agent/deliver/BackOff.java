package dev.leeway.agent.deliver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: anything between nothing and a bound that doubles, so that hosts that were sent away together
 * do not come back together; what the collector asked for, and something on top, where it asked.
 */
public final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 16;

    private final RandomGenerator random;
    private int failures;

    /** One that begins anew. */
    public BackOff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait after one more failure.
     *
     * @param asked what the collector asked for
     */
    public Duration next(Optional<Duration> asked) {
        Duration bound = FIRST.multipliedBy(1L << Math.min(failures, DOUBLINGS));
        failures++;
        long most = (bound.compareTo(MOST) < 0 ? bound : MOST).toMillis();
        Duration jitter = Duration.ofMillis(random.nextLong(most + 1));
        return asked.map(jitter::plus).orElse(jitter);
    }

    /** How long a host waits within a span that all have, always the same for the same name. */
    public static Duration splay(Duration span, String name) {
        byte[] digest = SpoolFile.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
        long share = ByteBuffer.wrap(digest).getInt() & 0xFFFF_FFFFL;
        return Duration.ofMillis((span.toMillis() * share) >>> 32);
    }
}
