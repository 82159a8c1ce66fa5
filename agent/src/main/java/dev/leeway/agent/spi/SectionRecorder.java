package dev.leeway.agent.spi;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;

/**
 * Takes down the facts of one section.
 *
 * <p>A path recorded twice with different values holds both, as a set: that is how several versions, or replicas of one
 * service that disagree, are told.
 */
public interface SectionRecorder {
    /** Records a fact whose place of origin is the probe itself. */
    SectionRecorder fact(FactPath path, Observed value);

    /**
     * Records a fact and where it was found.
     *
     * @param evidence file and line, or a short remark: {@code /etc/shop/web.env:3}; never a value
     */
    SectionRecorder fact(FactPath path, Observed value, String evidence);

    /**
     * Says that facts below {@code pattern} may exist unseen; the section becomes {@link Outcome#PARTIAL}.
     *
     * @param pattern relative to the section: {@code **}, {@code table[*]/**}
     * @param kind why
     */
    SectionRecorder uncovered(String pattern, HostAccessException.Kind kind);

    /**
     * Says that a text which is told elsewhere, if at all, holds a secret in {@link Observed.Guarded#secret()}: whatever any probe tells
     * of this subject is searched for it.
     */
    SectionRecorder conceal(Observed.Guarded value);

    /** Ends the section without facts: {@link Outcome#NOT_APPLICABLE}, {@link Outcome#REFUSED}, ... with a reason. */
    void end(Outcome outcome, String reason);
}
