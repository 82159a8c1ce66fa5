package dev.leeway.agent.probe.process;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /proc/PID/status}: lines {@code Name:\tvalue}. */
final class StatusText {
    private final Map<String, String> values;

    private StatusText(Map<String, String> values) {
        this.values = values;
    }

    static StatusText parse(String text) {
        Map<String, String> values = new TreeMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new StatusText(values);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The effective one of the four ids of {@code Uid} or {@code Gid}. */
    Optional<Long> effective(String name) {
        return value(name)
                .map(ids -> ids.split("\\s+"))
                .filter(ids -> ids.length > 1)
                .flatMap(ids -> number(ids[1]));
    }

    /** The id within the innermost process id namespace. */
    Optional<String> innermostId() {
        return value("NSpid").map(ids -> ids.substring(ids.lastIndexOf('\t') + 1));
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
