package dev.leeway.agent.snapshot;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Keeps an agent within its share of the processors: what it uses may run ahead of the share for a moment, then nothing new begins until
 * time has caught up, and what runs far ahead is left behind.
 *
 * <p>What the whole process uses counts, whoever uses it. Where the platform does not tell, nothing is held back.
 */
final class Pace {
    private static final Duration AHEAD = Duration.ofSeconds(5);

    private final Meter meter;
    private final int percent;
    private final Duration debt;
    private final long began;
    private final OptionalLong before;
    private long heldSince;
    private boolean holds;

    /** @param percent of one processor that may be used over the run */
    Pace(Meter meter, int percent, Duration probeTime) {
        this.meter = meter;
        this.percent = percent;
        this.debt = probeTime;
        this.began = System.nanoTime();
        this.before = meter.processNanos();
    }

    /** Whether anything is measured at all. */
    boolean measures() {
        return before.isPresent();
    }

    /** Whether another probe may begin: none waits longer than a probe may take, or a snapshot would have no end. */
    boolean mayBegin() {
        long now = System.nanoTime();
        if (!exceeds(Duration.ZERO) || (holds && now - heldSince >= debt.toNanos())) {
            holds = false;
            return true;
        }
        if (!holds) {
            holds = true;
            heldSince = now;
        }
        return false;
    }

    /** Whether so much was used that waiting is not enough. */
    boolean isOver() {
        return exceeds(debt);
    }

    /** Why a probe was left behind for it. */
    String reason() {
        return "the agent used more than its share of the processors (" + percent + " % of one)";
    }

    private boolean exceeds(Duration more) {
        OptionalLong now = meter.processNanos();
        if (before.isEmpty() || now.isEmpty()) {
            return false;
        }
        long used = now.getAsLong() - before.getAsLong();
        long time = System.nanoTime() - began + more.toNanos();
        return used - AHEAD.toNanos() > time / 100 * percent;
    }
}
