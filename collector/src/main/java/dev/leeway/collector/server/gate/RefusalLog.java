package dev.leeway.collector.server.gate;

import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Refusal;
import dev.leeway.collector.identity.RefusalCounts;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import java.time.Clock;
import java.util.List;

/** Writes what was refused into the audit log, each cause once and then counted. */
public final class RefusalLog {
    private final RefusalCounts counts = new RefusalCounts();
    private final Registry registry;
    private final Clock clock;

    /** Of one process. */
    public RefusalLog(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** Notes a refusal; where the log cannot be written, the refusal stands all the same. */
    public void refused(String from, Refusal refusal, String subject) {
        record(counts.refused(from, refusal, subject, clock.instant()));
    }

    /** Tells what was only counted, as far as it is due. */
    public void due() {
        record(counts.due(clock.instant()));
    }

    /** Tells all that was only counted. */
    public void rest() {
        record(counts.rest());
    }

    private void record(List<AuditDraft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        try {
            registry.record(drafts);
        } catch (StoreException e) {
            // Whoever is refused must not be let in because a disk is full; that it is, the store's own failures tell.
            return;
        }
    }
}
