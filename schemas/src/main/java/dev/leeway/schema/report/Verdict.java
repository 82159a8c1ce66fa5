package dev.leeway.schema.report;

import java.util.Arrays;
import java.util.Optional;

/** What the comparison comes to; drift outranks incomplete. */
public enum Verdict {
    /** Everything required was compared, and nothing open is at or above the threshold. */
    SAME("same"),
    /** An open drift is at or above the threshold. */
    DRIFT("drift"),
    /** Something required could not be compared. */
    INCOMPLETE("incomplete");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    /** The verdict of that name, if there is one. */
    public static Optional<Verdict> of(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.text.equals(text))
                .findFirst();
    }
}
