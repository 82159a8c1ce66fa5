package dev.leeway.collector.server;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what cannot wait for the night whenever something arrived, wherever it did: of several collectors over one store one looks for all.
 * While much arrives it looks now and then, never more than a tenth of the time.
 */
final class Alerts {
    private static final String LEASE = "alerts";
    private static final Duration HELD = Duration.ofMinutes(5);
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final int SHARE = 10;

    private final ServeOptions options;
    private final String holder;
    private long point = -1;
    /** What was critical the last time: what cannot be seen this time is neither forgotten nor over. */
    private Optional<Report> last = Optional.empty();

    private String complaint = "";
    private Instant notBefore = Instant.MIN;

    Alerts(ServeOptions options, String holder) {
        this.options = options;
        this.holder = holder;
    }

    void look() throws StoreException {
        Instant now = options.clock().instant();
        if (!options.telling().wantsAlerts() || now.isBefore(notBefore)) {
            return;
        }
        long newest = newest();
        if ((newest == point && !options.telling().owes())
                || !options.store().registry().lease(LEASE, holder, now.plus(HELD))) {
            return;
        }
        try {
            Report report = options.reports().make(now, Optional.empty(), last);
            List<String> told = options.telling().alert(report);
            point = newest;
            last = Optional.of(critical(report));
            complaint = "";
            for (String line : told) {
                options.journal().accept("alert: " + line);
                options.store()
                        .registry()
                        .record(List.of(new AuditDraft(AuditDraft.COLLECTOR, AuditAction.REPORT_SENT, "alert", line)));
            }
        } catch (ReportMaker.MakingException e) {
            String message = "what arrived cannot be looked at: " + e.getMessage();
            if (!message.equals(complaint)) {
                options.journal().accept(message);
            }
            complaint = message;
        } finally {
            Instant end = options.clock().instant();
            Duration took = Duration.between(now, end);
            notBefore = end.plus(took.multipliedBy(SHARE).compareTo(LEAST) > 0 ? took.multipliedBy(SHARE) : LEAST);
        }
    }

    /** The rest is nothing that is told at once, and much. */
    private static Report critical(Report report) {
        return report.but()
                .causes(List.of())
                .drifts(report.drifts().stream()
                        .filter(drift -> drift.severity() == Severity.CRITICAL)
                        .toList())
                .build();
    }

    private long newest() throws StoreException {
        SnapshotStore store = options.store().snapshots();
        if (point >= 0 && store.since(point, 1).isEmpty()) {
            return point;
        }
        return store.newest(store.hosts(), 0).stream()
                .mapToLong(StoredSnapshot::number)
                .max()
                .orElse(0);
    }
}
