package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one request may cost.
 *
 * @param body bytes of a body as it is sent
 * @param request how long one may take to arrive
 * @param waiting how many may wait for a thread
 */
public record Bounds(long body, Duration request, int waiting) {
    public Bounds {
        requireNonNull(request, "request is null");
    }
}
