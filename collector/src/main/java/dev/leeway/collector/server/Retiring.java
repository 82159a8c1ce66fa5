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

/** Forgets once a day what need not be kept, whichever of several collectors is first; what baselines keep stays. */
final class Retiring {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration ENDED_TOKENS = Duration.ofDays(30);

    private final ServeOptions options;

    Retiring(ServeOptions options) {
        this.options = options;
    }

    void look() throws StoreException {
        Optional<Keep> keep = options.config().keep();
        Instant now = options.clock().instant();
        Registry registry = options.store().registry();
        if (keep.isEmpty() || !registry.claim("retiring", now, DAY)) {
            return;
        }
        Instant since = now.minus(keep.get().time());
        Pruned pruned = options.store()
                .snapshots()
                .prune(new Retention(Optional.of(since), keep.get().newest()));
        int reports = registry.pruneReports(LocalDate.ofInstant(since, ZoneOffset.UTC));
        registry.pruneTokens(now.minus(ENDED_TOKENS));
        if (pruned.snapshots() > 0 || reports > 0) {
            String line = pruned.snapshots() + " snapshots and " + reports + " reports from before " + since;
            options.journal().accept("forgot " + line);
            registry.record(List.of(new AuditDraft(AuditDraft.COLLECTOR, AuditAction.PRUNED, "store", line)));
        }
    }
}
