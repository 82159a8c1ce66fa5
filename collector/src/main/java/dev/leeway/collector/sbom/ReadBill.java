package dev.leeway.collector.sbom;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Snapshot;

/**
 * A bill of materials once it is read.
 *
 * @param snapshot what it says, and everything it cannot know as uncovered
 * @param scope how far it speaks
 */
public record ReadBill(Snapshot snapshot, BillScope scope) {
    public ReadBill {
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(scope, "scope is null");
    }
}
