package dev.leeway.collector.report;

import dev.leeway.schema.fact.Severity;

/** Colours of a terminal; each goes with a word, so that nothing is told by colour alone. */
enum Ink {
    CRITICAL("1;31"),
    HIGH("31"),
    MEDIUM("33"),
    LOW("36"),
    INFO("34"),
    GOOD("32"),
    STRONG("1"),
    FAINT("2"),
    PLAIN("");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** {@code text} in this colour. */
    String paint(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** The colour of {@code severity}. */
    static Ink of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> CRITICAL;
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
            case INFO -> INFO;
        };
    }
}
