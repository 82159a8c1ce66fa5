package dev.leeway.collector.server;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks for what cannot wait for the night whenever something arrived that says something else than before, wherever it did: of several
 * collectors over one store one looks for all. What each look takes is a whole comparison, for a verdict on a part of the hosts would be one
 * from less evidence; so it looks now and then while much changes, never more than a tenth of the time.
 */
final class Alerts {
    private static final String LEASE = "alerts";
    private static final Duration HELD = Duration.ofMinutes(5);
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final int SHARE = 10;
    /** While hosts deliver the same again, time alone may make a breach: a waiver ends, the policy is another. */
    private static final Duration ALL_THE_SAME = Duration.ofMinutes(15);

    private final ServeOptions options;
    private final Object making;
    private final String holder;
    /** What was in the store at the last look. */
    private long point = -1;
    /** What was in it when it was asked last, since that look, whether anything changed, and nothing had. */
    private long same = -1;

    private Instant looked = Instant.MIN;
    private String complaint = "";
    private Instant notBefore = Instant.MIN;

    /**
     * One.
     *
     * @param making held while a report is made
     */
    Alerts(ServeOptions options, Object making, String holder) {
        this.options = options;
        this.making = making;
        this.holder = holder;
    }

    void look() throws StoreException {
        Instant now = options.clock().instant();
        if (!options.telling().wantsAlerts() || now.isBefore(notBefore)) {
            return;
        }
        long newest = newest();
        if (!(options.telling().owes() || isWorthALook(newest, now))
                || !options.store().registry().lease(LEASE, holder, now.plus(HELD))) {
            return;
        }
        notBefore = now.plus(LEAST);
        try {
            // What cannot be seen this time is neither forgotten nor over.
            Report report = make(now, options.telling().lastLook());
            List<String> told = options.telling().alert(report);
            point = newest;
            looked = now;
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
        }
    }

    /** Comparing alone is what costs: whoever waits for its turn, or for a channel that does not answer, keeps nothing busy. */
    private Report make(Instant now, Optional<Report> previous) throws ReportMaker.MakingException, StoreException {
        synchronized (making) {
            Instant begun = options.clock().instant();
            try {
                return options.reports().make(now, Optional.empty(), previous);
            } finally {
                Instant end = options.clock().instant();
                Duration pause = Duration.between(begun, end).multipliedBy(SHARE);
                notBefore = end.plus(pause.compareTo(LEAST) > 0 ? pause : LEAST);
            }
        }
    }

    private boolean isWorthALook(long newest, Instant now) throws StoreException {
        if (newest == 0) {
            // Nothing ever arrived, and that is no trouble.
            return false;
        }
        if (point < 0 || now.isBefore(looked)) {
            return true;
        }
        if (newest == point) {
            return false;
        }
        boolean late = !now.isBefore(looked.plus(ALL_THE_SAME));
        boolean worth = late || (newest > same && options.store().snapshots().changedSince(Math.max(point, same)));
        same = worth ? same : newest;
        return worth;
    }

    private long newest() throws StoreException {
        SnapshotStore store = options.store().snapshots();
        long known = Math.max(point, same);
        if (known >= 0 && store.since(known, 1).isEmpty()) {
            return known;
        }
        return store.newest(store.hosts(), 0).stream()
                .mapToLong(StoredSnapshot::number)
                .max()
                .orElse(0);
    }
}
