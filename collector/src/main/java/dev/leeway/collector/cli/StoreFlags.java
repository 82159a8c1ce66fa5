package dev.leeway.collector.cli;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store a command works with. */
final class StoreFlags {
    @Option(
            names = "--store",
            paramLabel = "STORE",
            description = "The store: a SQLite file, jdbc:postgresql://HOST/DATABASE, or a directory of snapshots."
                    + " Default: LEEWAY_STORE.")
    private @Nullable String store;

    /** Where it is. */
    StoreLocation location(Surroundings surroundings) throws CommandFailure {
        return StoreLocation.of(Optional.ofNullable(store), surroundings)
                .orElseThrow(() -> new CommandFailure("name a store with --store, or for all commands with "
                        + StoreLocation.VARIABLE + ", as in --store leeway.db"));
    }

    /** Opens a store that is there. */
    SnapshotStore open(Surroundings surroundings) throws CommandFailure, StoreException {
        return location(surroundings).open(surroundings);
    }

    /** Opens what a collector remembers beside the snapshots of a store that is there. */
    Registry registry(Surroundings surroundings) throws CommandFailure, StoreException {
        return location(surroundings).registry(surroundings);
    }

    /** Tells the log of a store what was done with it; a directory of snapshots has none. */
    void record(Surroundings surroundings, AuditAction action, String subject, String detail)
            throws CommandFailure, StoreException {
        StoreLocation location = location(surroundings);
        if (!location.isDirectory()) {
            try (Registry registry = location.registry(surroundings)) {
                registry.record(List.of(new AuditDraft(AuditDraft.STORE, action, subject, detail)));
            }
        }
    }

    /** Opens a store, and makes it where it is not there. */
    SnapshotStore made(Surroundings surroundings) throws CommandFailure, StoreException {
        return location(surroundings).made(surroundings);
    }
}
