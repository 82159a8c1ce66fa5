package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Quiets what comes and goes from night to night: a fact that flaps tells nothing by being there this time.
 *
 * <p>The way back: it stays for {@link #CALM}, or a rule of the user's own speaks of it, which asks to be told each time. What is
 * critical, or shared by environments that must not share it, is never quieted.
 */
public final class Volatile {
    /** So often back is no accident any more, */
    private static final int OFTEN = Lifecycle.RECENT;
    /** if it was within such a time; an hour more, for a night is not late by chance. */
    private static final Duration WITHIN = Duration.ofDays(14).plusHours(1);

    private static final Duration CALM = Duration.ofDays(7);

    private final Function<Finding, Lifecycle> lifecycles;
    private final Instant asOf;

    /**
     * Knows where drifts stand in time.
     *
     * @param asOf the moment of the comparison
     */
    public Volatile(Function<Finding, Lifecycle> lifecycles, Instant asOf) {
        this.lifecycles = lifecycles;
        this.asOf = asOf;
    }

    /** The findings, those that flap told for information. */
    public List<Finding> quieted(List<Finding> findings) {
        List<Finding> quieted = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            Lifecycle lifecycle = lifecycles.apply(finding);
            quieted.add(flaps(finding, lifecycle) ? quieted(finding, lifecycle) : finding);
        }
        return quieted;
    }

    private boolean flaps(Finding finding, Lifecycle lifecycle) {
        return finding.disposition() == Disposition.OPEN
                && finding.severity() != Severity.CRITICAL
                && finding.state() != DriftState.SHARED
                && cameBackOften(lifecycle.recent());
    }

    private boolean cameBackOften(List<Instant> recent) {
        if (recent.size() < OFTEN) {
            return false;
        }
        Instant first = recent.get(recent.size() - OFTEN);
        Instant last = recent.get(recent.size() - 1);
        return Duration.between(first, last).compareTo(WITHIN) <= 0
                && Duration.between(last, asOf).compareTo(CALM) < 0;
    }

    private static Finding quieted(Finding finding, Lifecycle lifecycle) {
        Explanation told = finding.explanation();
        Explanation flapping = new Explanation(
                "volatile: " + told.summary(),
                "It came back " + lifecycle.returns()
                        + " times, so that its being there tonight tells little. It is told as open"
                        + " again once it stays for " + CALM.toDays()
                        + " days, or where a rule of your own speaks of it.",
                told.align(),
                told.unproven());
        return finding.flapping(flapping);
    }
}
