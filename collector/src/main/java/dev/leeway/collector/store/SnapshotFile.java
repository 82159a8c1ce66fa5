package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.sbom.BillScope;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot and what people know its source by.
 *
 * @param name path as the user would write it, or {@code standard input}
 * @param snapshot what was read
 * @param bill how far it speaks where it is a bill of materials
 * @param receivedAt when it arrived, by the clock of the store that took it in; empty of a file, of which nobody knows
 */
public record SnapshotFile(String name, Snapshot snapshot, Optional<BillScope> bill, Optional<Instant> receivedAt) {
    public SnapshotFile {
        requireNonNull(name, "name is null");
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(bill, "bill is null");
        requireNonNull(receivedAt, "receivedAt is null");
    }

    /** One that was read from a file. */
    public SnapshotFile(String name, Snapshot snapshot, Optional<BillScope> bill) {
        this(name, snapshot, bill, Optional.empty());
    }

    /** A snapshot that an agent took. */
    public SnapshotFile(String name, Snapshot snapshot) {
        this(name, snapshot, Optional.empty());
    }

    /** This snapshot as one of {@code environment}, which somebody told who knows. */
    public SnapshotFile of(String environment) {
        Host host = snapshot.host();
        Host named = new Host(host.name(), Optional.of(environment), host.role(), host.kind(), host.labels());
        return with(Snapshots.of(
                snapshot.sequence(),
                named,
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                snapshot.sections().values()));
    }

    SnapshotFile with(Snapshot other) {
        return new SnapshotFile(name, other, bill, receivedAt);
    }
}
