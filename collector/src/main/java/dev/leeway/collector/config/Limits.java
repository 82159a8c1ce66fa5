package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much the collector takes on.
 *
 * @param body bytes of one delivery, as it is sent and once it is unpacked; other requests have less
 * @param perAgentPerMinute requests of one agent within a minute
 * @param waiting requests that wait for their turn; further ones are told to come back
 * @param request how long one request may take
 */
public record Limits(long body, int perAgentPerMinute, int waiting, Duration request) {
    /** Where the configuration says nothing: 16 MiB, 60, 2,000 and 30 seconds. */
    public static final Limits USUAL = new Limits(16L << 20, 60, 2000, Duration.ofSeconds(30));

    public Limits {
        requireNonNull(request, "request is null");
    }
}
