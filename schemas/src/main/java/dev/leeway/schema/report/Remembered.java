package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A drift that is gone, remembered for a while so that its coming back is known for what it is.
 *
 * @param id of the drift
 * @param firstSeen when it was first reported
 * @param gone when a report first lacked it
 * @param returns how often it had come back by then
 */
public record Remembered(String id, Instant firstSeen, Instant gone, int returns) {
    public Remembered {
        requireNonNull(id, "id is null");
        requireNonNull(firstSeen, "firstSeen is null");
        requireNonNull(gone, "gone is null");
    }
}
