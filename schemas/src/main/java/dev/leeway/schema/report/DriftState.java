package dev.leeway.schema.report;

import java.util.Arrays;
import java.util.Optional;

/** How the values of one fact stand to each other. */
public enum DriftState {
    SAME("same"),
    DIFFERENT("different"),
    /** At least one environment lacks the fact, and was seen to lack it. */
    MISSING("missing"),
    /** The policy says the fact must not exist here, and it does. */
    UNEXPECTED("unexpected"),
    /** The replicas or peers of one environment disagree among themselves. */
    SPLIT("split"),
    /** The policy says environments must not share this, and they do, or what one holds bears the name of another. */
    SHARED("shared"),
    /** At least one side was not observed. */
    UNKNOWN("unknown"),
    /** Both sides were observed and their values cannot be held against each other. */
    NOT_COMPARABLE("notComparable"),
    /** A value is not what the policy says it must be: by itself, beside others of its environment, or beside another fact. */
    BROKEN("broken");

    private final String text;

    DriftState(String text) {
        this.text = text;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    /** The state of that name, if there is one. */
    public static Optional<DriftState> of(String text) {
        return Arrays.stream(values()).filter(state -> state.text.equals(text)).findFirst();
    }
}
