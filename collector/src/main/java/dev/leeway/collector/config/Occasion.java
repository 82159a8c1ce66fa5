package dev.leeway.collector.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** On what a channel is told something. */
public enum Occasion {
    /** The report of each night. */
    NIGHTLY("nightly"),
    /** Critical breaches of isolation, as soon as they are seen. */
    ALERT("alert"),
    /** The end of what was alerted. */
    RESOLVED("resolved"),
    /** A nightly report that did not come. */
    DEADMAN("deadman");

    private final String text;

    Occasion(String text) {
        this.text = text;
    }

    /** The name in the configuration and in messages. */
    public String text() {
        return text;
    }

    static Optional<Occasion> of(String text) {
        return Arrays.stream(values())
                .filter(occasion -> occasion.text.equals(text))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Occasion::text).toList();
    }
}
