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
 */
public record Arrival(String source, SnapshotDocument document, Optional<Instant> receivedAt, boolean recounted) {
    public Arrival {
        requireNonNull(source, "source is null");
        requireNonNull(document, "document is null");
        requireNonNull(receivedAt, "receivedAt is null");
    }

    /** One that arrives now. */
    public Arrival(String source, SnapshotDocument document) {
        this(source, document, Optional.empty(), false);
    }
}
