package dev.leeway.schema.report;

import java.util.Arrays;
import java.util.Optional;

/** What the policy makes of a drift. */
public enum Disposition {
    /** Asks for attention, and counts against {@code --fail-on}. */
    OPEN("open"),
    /** Accepted for a time by a waiver. */
    WAIVED("waived"),
    /** A difference the policy allows; kept so that nothing is hidden without a count. */
    WITHIN_LEEWAY("withinLeeway"),
    /** Worth a line, never a failure: a release awaiting promotion, a gap in what was observed. */
    INFORMATIONAL("informational");

    private final String text;

    Disposition(String text) {
        this.text = text;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    /** The disposition of that name, if there is one. */
    public static Optional<Disposition> of(String text) {
        return Arrays.stream(values())
                .filter(disposition -> disposition.text.equals(text))
                .findFirst();
    }
}
