package dev.leeway.collector.server;

import dev.leeway.collector.config.Nightly;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.DayReport;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Makes the report of each night once, whichever of several collectors is first, and keeps it. Whether it is due is told from what is kept,
 * so a collector that was away at the time makes it when it is back, once hosts had time to deliver.
 */
final class NightlyReport {
    private static final String LEASE = "nightly";
    private static final Duration HELD = Duration.ofMinutes(30);
    private static final Duration GRACE = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration SETTLING = Duration.ofHours(1);
    private static final String TOLD = "nightly/told/";
    /** Until another night is the last for sure. */
    private static final Duration KNOWN = Duration.ofDays(30);

    private final ServeOptions options;
    private final String holder;
    private final Instant begun;
    private Instant notBefore = Instant.MIN;
    /** The newest day that has a report, as it was seen last. */
    private Optional<LocalDate> newest = Optional.empty();
    /** The day whose report is known to be told. */
    private Optional<LocalDate> told = Optional.empty();

    NightlyReport(ServeOptions options, String holder) {
        this.options = options;
        this.holder = holder;
        this.begun = options.clock().instant();
    }

    /** Makes the report where it is due and nobody made it. */
    void look() throws StoreException {
        Optional<Nightly> nightly = options.config().nightly();
        Instant now = options.clock().instant();
        if (nightly.isEmpty() || now.isBefore(notBefore)) {
            return;
        }
        Instant due = nightly.get().latest(now);
        LocalDate day = LocalDate.ofInstant(due, nightly.get().zone());
        Registry registry = options.store().registry();
        boolean late = now.isAfter(due.plus(GRACE));
        try {
            newest = newest(registry);
        } catch (StoreException e) {
            if (late && !made(day)) {
                overdue(nightly.get(), due, Optional.empty());
            }
            throw e;
        }
        if (late && !made(day)) {
            overdue(nightly.get(), due, previous(registry));
        }
        if (made(day)) {
            tellKept(day, now, registry);
            return;
        }
        boolean anything = !options.store().snapshots().hosts().isEmpty();
        if (!anything || now.isBefore(settled(due)) || !registry.lease(LEASE, holder, now.plus(HELD))) {
            return;
        }
        notBefore = now.plus(AGAIN);
        // Another may have made it between the question and the lease.
        newest = newest(registry);
        if (!made(day)) {
            make(day, now, registry);
        }
    }

    /**
     * When hosts had time to deliver: of a collector that was away when the report was due, or is new, they are heard only now, and told at once
     * all would be silent. What need not be late is not.
     */
    private Instant settled(Instant due) {
        if (!due.isBefore(begun)) {
            return due;
        }
        Instant settled = begun.plus(SETTLING);
        Instant last = due.plus(GRACE).minus(AGAIN);
        return newest.isPresent() && begun.isBefore(last) && last.isBefore(settled) ? last : settled;
    }

    /** Tells what was made and, for whoever made it ended in between, not told. */
    private void tellKept(LocalDate day, Instant now, Registry registry) throws StoreException {
        if (newest.filter(day::equals).isEmpty() || told.filter(day::equals).isPresent()) {
            return;
        }
        if (!registry.lease(LEASE, holder, now.plus(HELD))) {
            return;
        }
        try {
            // A claim of no time takes nothing: it asks.
            boolean owed = registry.claim(TOLD + day, now, Duration.ZERO);
            if (owed) {
                notBefore = now.plus(AGAIN);
                Optional<Report> kept = previous(registry);
                if (kept.isPresent()) {
                    tell(day, kept.get(), registry);
                }
            }
            if (!owed || !options.telling().owesNight()) {
                told = Optional.of(day);
            }
        } finally {
            registry.lease(LEASE, holder, options.clock().instant());
        }
    }

    private void tell(LocalDate day, Report report, Registry registry) throws StoreException {
        List<String> lines = options.telling().night(report);
        // Whoever was not reached is told later, by whichever collector looks then.
        if (!options.telling().owesNight()) {
            told = Optional.of(day);
            registry.claim(TOLD + day, options.clock().instant(), KNOWN);
        }
        for (String line : lines) {
            options.journal().accept("nightly report of " + day + ": " + line);
            registry.record(
                    List.of(new AuditDraft(AuditDraft.COLLECTOR, AuditAction.REPORT_SENT, day.toString(), line)));
        }
    }

    /**
     * While it is late, people learn that they know nothing. Since when is told from what is kept, for a collector that starts over and over
     * has just begun each time.
     */
    private void overdue(Nightly nightly, Instant due, Optional<Report> last) {
        if (newest.isEmpty() && !begun.isBefore(due)) {
            return;
        }
        Instant kept = newest.map(
                        day -> day.atTime(nightly.at()).atZone(nightly.zone()).toInstant())
                .orElse(begun);
        options.telling()
                .overdue(last.map(Report::asOf).orElse(kept), newest.isPresent(), due)
                .forEach(options.journal());
    }

    private boolean made(LocalDate day) {
        return newest.filter(made -> !made.isBefore(day)).isPresent();
    }

    /** The day alone: a report is large, and this is asked every few seconds. */
    private static Optional<LocalDate> newest(Registry registry) throws StoreException {
        List<LocalDate> days = registry.reportDays();
        return days.isEmpty() ? Optional.empty() : Optional.of(days.get(days.size() - 1));
    }

    private void make(LocalDate day, Instant now, Registry registry) throws StoreException {
        try {
            Optional<Report> previous = previous(registry);
            Report report = options.reports().make(now, Optional.empty(), previous);
            byte[] json = ReportFormat.JSON.render(report, RenderOptions.PLAIN).getBytes(StandardCharsets.UTF_8);
            registry.keepReport(day, json);
            registry.record(List.of(new AuditDraft(
                    AuditDraft.COLLECTOR,
                    AuditAction.REPORT_MADE,
                    day.toString(),
                    "verdict " + report.verdict().text() + ", policy " + report.policyId())));
            options.journal()
                    .accept("nightly report of " + day + ": verdict "
                            + report.verdict().text());
            tell(day, report, registry);
        } catch (ReportMaker.MakingException e) {
            options.journal()
                    .accept("nightly report of " + day + ": " + e.getMessage() + "; tried again in " + AGAIN.toMinutes()
                            + " minutes");
        } finally {
            registry.lease(LEASE, holder, options.clock().instant());
        }
    }

    private Optional<Report> previous(Registry registry) throws StoreException {
        Optional<DayReport> kept = registry.newestReport();
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ReportFiles.read(new ByteArrayInputStream(kept.get().json()), "report"));
        } catch (FormatException e) {
            options.journal()
                    .accept("the report of " + kept.get().day()
                            + " cannot be read, so nothing counts as new or resolved: " + e.getMessage());
            return Optional.empty();
        }
    }
}
