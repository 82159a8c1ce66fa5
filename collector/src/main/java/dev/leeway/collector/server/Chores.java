package dev.leeway.collector.server;

import dev.leeway.collector.server.gate.RefusalLog;
import dev.leeway.collector.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a collector does by itself: what cannot wait, the nightly report, the mirror, forgetting, and what has to be looked at now and then. */
final class Chores implements AutoCloseable {
    private static final long FIRST_MILLIS = 1_000;
    private static final int STOP_SECONDS = 2;

    private final ServeOptions options;
    private final RefusalLog log;
    private final NightlyReport nightly;
    private final Alerts alerts;
    private final Retiring retiring;
    private final Mirroring mirroring;
    /** What tells people waits for nobody else, and nobody for it. */
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(3, task -> {
        Thread thread = new Thread(task, "leeway-chores");
        thread.setDaemon(true);
        return thread;
    });

    Chores(ServeOptions given, RefusalLog log) {
        Object making = new Object();
        ServeOptions options = oneReportAtATime(given, making);
        this.options = options;
        this.log = log;
        String holder = UUID.randomUUID().toString();
        this.nightly = new NightlyReport(options, holder);
        this.alerts = new Alerts(given, making, holder);
        this.retiring = new Retiring(options);
        this.mirroring = new Mirroring(options);
    }

    /** Two at once would take twice the memory. */
    private static ServeOptions oneReportAtATime(ServeOptions given, Object making) {
        return new ServeOptions(
                given.config(),
                given.store(),
                (asOf, then, previous) -> {
                    synchronized (making) {
                        return given.reports().make(asOf, then, previous);
                    }
                },
                given.telling(),
                given.version(),
                given.clock(),
                given.random(),
                given.journal(),
                given.beat());
    }

    void begin() {
        often(List.of(alerts::look));
        often(List.of(nightly::look));
        often(List.of(log::due, () -> options.store().registry().expireSilent(), mirroring::look, retiring::look));
    }

    private void often(List<Chore> chores) {
        long beat = options.beat().toMillis();
        var unused = timer.scheduleWithFixedDelay(
                () -> look(chores), Math.min(FIRST_MILLIS, beat), beat, TimeUnit.MILLISECONDS);
    }

    /** Each by itself: what fails costs none of the others. */
    private void look(List<Chore> chores) {
        Set<String> troubles = new LinkedHashSet<>();
        chores.forEach(chore -> each(chore, troubles));
        troubles.forEach(options.journal());
    }

    private static void each(Chore chore, Set<String> troubles) {
        try {
            chore.look();
        } catch (StoreException e) {
            troubles.add("what the collector does by itself has to wait: " + e.getMessage());
        } catch (Throwable e) {
            // A timer that fails once would never come back, and whoever is to tell that no report came is on it.
            troubles.add("internal error: " + e.getClass().getName());
        }
    }

    private interface Chore {
        void look() throws StoreException;
    }

    /** Seconds since the newest kept report was due, -1 where there is none. */
    long reportAge() {
        try {
            List<LocalDate> days = options.store().registry().reportDays();
            if (days.isEmpty()) {
                return -1;
            }
            LocalDate day = days.get(days.size() - 1);
            ZonedDateTime due = options.config()
                    .nightly()
                    .map(when -> ZonedDateTime.of(day, when.at(), when.zone()))
                    .orElseGet(() -> day.atStartOfDay(ZoneOffset.UTC));
            return Duration.between(due.toInstant(), options.clock().instant()).toSeconds();
        } catch (StoreException e) {
            return -1;
        }
    }

    /** Who writes the history in Git. */
    Mirroring mirroring() {
        return mirroring;
    }

    /** For each channel since how many seconds it is not reached; 0 where it is. */
    SortedMap<String, Long> unreached() {
        Instant now = options.clock().instant();
        SortedMap<String, Long> unreached = new TreeMap<>();
        options.telling()
                .ways()
                .forEach((name, way) -> unreached.put(
                        name,
                        way.since()
                                .map(since ->
                                        Math.max(1, Duration.between(since, now).toSeconds()))
                                .orElse(0L)));
        return unreached;
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mirroring.close();
    }
}
