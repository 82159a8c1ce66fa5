package dev.leeway.agent.probe.process;

import java.util.Optional;

/** The file {@code release} of a Java home: {@code NAME="value"} lines. */
final class ReleaseText {
    private final String text;

    ReleaseText(String text) {
        this.text = text;
    }

    Optional<String> value(String name) {
        String start = name + "=";
        return text.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip().replace("\"", ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
