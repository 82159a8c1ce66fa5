package dev.leeway.schema.snapshot;

import java.util.Arrays;
import java.util.Optional;

/** How a probe fared with one subject. */
public enum Outcome {
    /** Everything asked for was seen. */
    COLLECTED("collected", true),
    /** Seen, but for what the section lists as uncovered. */
    PARTIAL("partial", true),
    /** The subject has nothing of this kind, and that was seen. */
    NOT_APPLICABLE("notApplicable", true),
    /** Nobody asked: switched off, or not to be had from a mounted tree. */
    NOT_REQUESTED("notRequested", false),
    FAILED("failed", false),
    /** The host said no. */
    REFUSED("refused", false),
    TIMED_OUT("timedOut", false);

    private final String text;
    private final boolean observed;

    Outcome(String text, boolean observed) {
        this.text = text;
        this.observed = observed;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    /** Whether a fact absent from such a section is known to be absent (uncovered patterns and old revisions apart). */
    public boolean observed() {
        return observed;
    }

    /** Whether the probe was asked and could not answer. */
    public boolean fell() {
        return this == FAILED || this == REFUSED || this == TIMED_OUT;
    }

    /** The outcome of that name, if there is one. */
    public static Optional<Outcome> of(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.text.equals(text))
                .findFirst();
    }
}
