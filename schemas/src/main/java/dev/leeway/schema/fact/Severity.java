package dev.leeway.schema.fact;

import java.util.Arrays;
import java.util.Optional;

/** How much a drift matters, the gravest first. */
public enum Severity {
    CRITICAL("critical"),
    HIGH("high"),
    MEDIUM("medium"),
    LOW("low"),
    INFO("info");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    /** The name in JSON, YAML and options. */
    public String text() {
        return text;
    }

    /** Whether this is at least as grave as {@code threshold}. */
    public boolean atLeast(Severity threshold) {
        return compareTo(threshold) <= 0;
    }

    /** The severity of that name, if there is one. */
    public static Optional<Severity> of(String text) {
        return Arrays.stream(values())
                .filter(severity -> severity.text.equals(text))
                .findFirst();
    }
}
