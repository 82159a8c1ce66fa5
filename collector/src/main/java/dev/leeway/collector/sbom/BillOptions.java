package dev.leeway.collector.sbom;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What the reader of a bill of materials knows besides.
 *
 * @param service whose libraries it lists, whatever it says itself
 * @param undated the moment a bill is taken to speak of that tells none
 */
public record BillOptions(Optional<String> service, Instant undated) {
    public BillOptions {
        requireNonNull(service, "service is null");
        requireNonNull(undated, "undated is null");
    }
}
