package dev.leeway.collector.server;

import dev.leeway.collector.config.Keep;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.Pruned;
import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Forgets once a day what need not be kept, whichever of several collectors is first: tokens and notices that ended long ago in any case,
 * snapshots and reports as the configuration says. What baselines keep stays.
 */
final class Retiring {
    private static final Duration DAY = Duration.ofDays(1);
    /** How long tokens that ended, and notices that may be sent again, are remembered. */
    private static final Duration ENDED = Duration.ofDays(30);

    /** To ask is a transaction. */
    private static final Duration ASKED = Duration.ofMinutes(10);

    private final ServeOptions options;
    private Instant notBefore = Instant.MIN;

    Retiring(ServeOptions options) {
        this.options = options;
    }

    void look() throws StoreException {
        Instant now = options.clock().instant();
        Registry registry = options.store().registry();
        if (now.isBefore(notBefore) || !registry.claim("retiring", now, DAY)) {
            notBefore = now.isBefore(notBefore) ? notBefore : now.plus(ASKED);
            return;
        }
        notBefore = now.plus(ASKED);
        // Whatever is kept of hosts: of what ended nobody asks any more.
        registry.pruneTokens(now.minus(ENDED));
        Optional<Keep> keep = options.config().keep();
        if (keep.isPresent()) {
            forget(keep.get(), now.minus(keep.get().time()), registry);
        }
    }

    private void forget(Keep keep, Instant since, Registry registry) throws StoreException {
        Pruned pruned = options.store().snapshots().prune(new Retention(Optional.of(since), keep.newest()));
        int reports = registry.pruneReports(LocalDate.ofInstant(since, ZoneOffset.UTC));
        if (pruned.snapshots() > 0 || reports > 0) {
            String line = pruned.snapshots() + " snapshots and " + reports + " reports from before " + since;
            options.journal().accept("forgot " + line);
            registry.record(List.of(new AuditDraft(AuditDraft.COLLECTOR, AuditAction.PRUNED, "store", line)));
        }
    }
}
