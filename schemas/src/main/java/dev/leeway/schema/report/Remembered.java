package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A drift that is told no more, remembered for a while so that its coming back is known for what it is.
 *
 * @param id of the drift
 * @param firstSeen when it was first reported
 * @param gone when a report first lacked it
 * @param returns how often it had come back by then
 * @param returned when it last had; empty where it never did, or an earlier release did not tell
 * @param unseen whether nobody looked, so that it may have been there all along
 * @param recent when it had come back the last times, as {@link Lifecycle#recent}
 * @param held a digest of what its environments held, by which the same thing come back is told from another; never of a secret
 * @param concern whom it concerned, of what nobody looked at; empty else, and where an earlier release did not tell
 */
public record Remembered(
        String id,
        Instant firstSeen,
        Instant gone,
        int returns,
        Optional<Instant> returned,
        List<Instant> recent,
        boolean unseen,
        Optional<String> held,
        Optional<Concern> concern) {
    public Remembered {
        requireNonNull(id, "id is null");
        requireNonNull(firstSeen, "firstSeen is null");
        requireNonNull(gone, "gone is null");
        requireNonNull(returned, "returned is null");
        requireNonNull(held, "held is null");
        requireNonNull(concern, "concern is null");
        recent = List.copyOf(recent);
    }

    /** One of which only the last return is known by its moment, and nobody knows whom it concerned. */
    public Remembered(
            String id,
            Instant firstSeen,
            Instant gone,
            int returns,
            Optional<Instant> returned,
            boolean unseen,
            Optional<String> held) {
        this(id, firstSeen, gone, returns, returned, returned.stream().toList(), unseen, held, Optional.empty());
    }
}
