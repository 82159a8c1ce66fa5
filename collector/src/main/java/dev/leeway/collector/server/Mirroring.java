package dev.leeway.collector.server;

import dev.leeway.collector.config.MirrorPlan;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Writes the history of hosts in Git when it is due, one of several collectors at a time. It has a thread of its own: a mirror that takes
 * long, is held by somebody else or cannot be written costs nothing but itself.
 */
final class Mirroring implements AutoCloseable {
    private static final String LEASE = "mirror";
    /** What was written is claimed under this, so that no other collector writes it again. */
    private static final String WRITTEN = "mirror/written";

    private static final Duration HELD = Duration.ofMinutes(30);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final Duration ASKED = Duration.ofMinutes(1);
    /** How long what was received before midnight may take to be stored, by the clocks of several collectors. */
    private static final Duration SETTLING = Duration.ofMinutes(10);
    /** Until another night is the last for sure. */
    private static final Duration KNOWN = Duration.ofDays(30);

    private static final long DAY_SECONDS = 86_400;
    private static final int STOP_SECONDS = 2;

    private final ServeOptions options;
    private final Optional<MirrorPlan> plan;
    private final String holder = UUID.randomUUID().toString();
    private final ExecutorService hand = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "leeway-mirror");
        thread.setDaemon(true);
        return thread;
    });

    private volatile boolean busy;
    private volatile boolean stopping;
    private volatile boolean works = true;
    private volatile Instant notBefore = Instant.MIN;
    private volatile Optional<Instant> current = Optional.empty();
    /** The slot that was written last: a day, or the day of a report. */
    private volatile Optional<String> done = Optional.empty();

    private volatile String complaint = "";
    private volatile List<String> remarks = List.of();
    private Instant held = Instant.MIN;

    Mirroring(ServeOptions options) {
        this.options = options;
        this.plan = options.config().mirror();
    }

    /**
     * What is to be written.
     *
     * @param slot different from that of what was written before
     * @param claim under which all collectors know that it was; empty where the mirror itself tells
     * @param lasts how long that holds
     */
    private record Due(String slot, Optional<String> claim, Duration lasts) {}

    /** Begins to write where it is due and nobody else does. */
    void look() throws StoreException {
        if (plan.isEmpty() || stopping) {
            return;
        }
        Instant now = options.clock().instant();
        Registry registry = options.store().registry();
        if (busy) {
            if (now.isAfter(held.minus(HELD.dividedBy(2)))) {
                hold(registry, now);
            }
            return;
        }
        if (now.isBefore(notBefore)) {
            return;
        }
        Optional<Due> due = due(plan.get(), now, registry);
        if (due.isEmpty()) {
            return;
        }
        notBefore = now.plus(ASKED);
        if (!hold(registry, now)) {
            return;
        }
        // A claim of no time takes nothing: it asks.
        if (due.get().claim().isPresent() && !registry.claim(due.get().claim().get(), now, Duration.ZERO)) {
            done = Optional.of(due.get().slot());
            registry.lease(LEASE, holder, now);
            return;
        }
        busy = true;
        hand.execute(() -> write(plan.get(), due.get(), now));
    }

    private boolean hold(Registry registry, Instant now) throws StoreException {
        held = now.plus(HELD);
        return registry.lease(LEASE, holder, held);
    }

    private Optional<Due> due(MirrorPlan asked, Instant now, Registry registry) throws StoreException {
        switch (asked.rhythm()) {
            case DAY -> {
                String day = Long.toString(Math.floorDiv(settled(now).getEpochSecond(), DAY_SECONDS));
                return fresh(new Due(day, Optional.empty(), Duration.ZERO));
            }
            case REPORT -> {
                List<LocalDate> days = registry.reportDays();
                if (days.isEmpty()) {
                    return Optional.empty();
                }
                String day = days.get(days.size() - 1).toString();
                return fresh(new Due(day, Optional.of("mirror/report/" + day), KNOWN));
            }
            default -> {
                return Optional.of(
                        new Due("", Optional.of(WRITTEN), asked.every().orElseThrow()));
            }
        }
    }

    private Optional<Due> fresh(Due due) {
        return done.filter(due.slot()::equals).isPresent() ? Optional.empty() : Optional.of(due);
    }

    private static Instant settled(Instant now) {
        return now.minus(SETTLING);
    }

    private void write(MirrorPlan asked, Due due, Instant now) {
        Registry registry = options.store().registry();
        try {
            boolean byDay = asked.rhythm() == MirrorPlan.Rhythm.DAY;
            MirrorHand.Told told =
                    MirrorHand.write(asked.directory(), options.store().snapshots(), byDay, byDay ? settled(now) : now);
            if (due.claim().isPresent()) {
                registry.claim(due.claim().get(), now, due.lasts());
            }
            done = Optional.of(due.slot());
            current = Optional.of(now);
            told(told);
        } catch (MirrorHand.FailedException | StoreException e) {
            failed(String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            // Never its own text, which may quote what is stored; and whatever it is, it is no reason to stop anything
            // else.
            failed("internal error: " + e.getClass().getName());
        } finally {
            release(registry);
            busy = false;
        }
    }

    private void told(MirrorHand.Told told) {
        if (!works) {
            options.journal().accept("the mirror is written again");
        }
        works = true;
        complaint = "";
        if (told.commits() > 0) {
            options.journal()
                    .accept("mirror: " + told.commits() + (told.commits() == 1 ? " commit, " : " commits, ")
                            + told.hosts() + (told.hosts() == 1 ? " host changed" : " hosts changed"));
        }
        if (!told.remarks().equals(remarks)) {
            told.remarks().forEach(line -> options.journal().accept("mirror: " + line));
        }
        remarks = told.remarks();
    }

    private void failed(String message) {
        if (stopping) {
            return;
        }
        works = false;
        notBefore = options.clock().instant().plus(AGAIN);
        if (!message.equals(complaint)) {
            options.journal()
                    .accept("the mirror cannot be written, which is tried again in " + AGAIN.toMinutes() + " minutes: "
                            + message);
        }
        complaint = message;
    }

    private void release(Registry registry) {
        try {
            registry.lease(LEASE, holder, options.clock().instant());
        } catch (StoreException e) {
            // It ends by itself.
            return;
        }
    }

    /** Whether a mirror is to be written at all. */
    boolean wanted() {
        return plan.isPresent();
    }

    /** Whether the last try did what it should; so before the first. */
    boolean works() {
        return works;
    }

    /** Seconds since this process last brought the mirror up to date, -1 where it did not yet. */
    long age() {
        return current.map(moment ->
                        Duration.between(moment, options.clock().instant()).toSeconds())
                .orElse(-1L);
    }

    /** Waits a moment for what is being written; a mirror is sound wherever its writer is ended. */
    @Override
    public void close() {
        stopping = true;
        hand.shutdown();
        try {
            if (!hand.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                options.journal().accept("the mirror was being written; the rest of it follows when a collector runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
