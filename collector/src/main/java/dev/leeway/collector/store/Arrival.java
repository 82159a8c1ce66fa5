package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.SnapshotDocument;
import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot to be stored.
 *
 * @param source what people know it by, for messages
 * @param document whole, or with ids in the places of sections that the store has
 * @param receivedAt when it arrived, where that was not now: history that was kept elsewhere
 * @param recounted whether the host is known to count its snapshots anew, so that a count it used before is no contradiction
 * @param newcomer the agent that brought it, where nothing of that was stored when it was read
 * @param anew whether it begins a new count of its host, behind all that is there, as another store has it
 */
public record Arrival(
        String source,
        SnapshotDocument document,
        Optional<Instant> receivedAt,
        boolean recounted,
        Optional<Newcomer> newcomer,
        boolean anew) {
    public Arrival {
        requireNonNull(source, "source is null");
        requireNonNull(document, "document is null");
        requireNonNull(receivedAt, "receivedAt is null");
        requireNonNull(newcomer, "newcomer is null");
    }

    /** One that an agent brought. */
    public Arrival(
            String source,
            SnapshotDocument document,
            Optional<Instant> receivedAt,
            boolean recounted,
            Optional<Newcomer> newcomer) {
        this(source, document, receivedAt, recounted, newcomer, false);
    }

    /** One that no agent brought by itself. */
    public Arrival(String source, SnapshotDocument document, Optional<Instant> receivedAt, boolean recounted) {
        this(source, document, receivedAt, recounted, Optional.empty());
    }

    /** One that arrives now. */
    public Arrival(String source, SnapshotDocument document) {
        this(source, document, Optional.empty(), false);
    }
}
