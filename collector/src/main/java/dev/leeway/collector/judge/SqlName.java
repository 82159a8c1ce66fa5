package dev.leeway.collector.judge;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names of objects as statements have them. */
final class SqlName {
    private static final int MOST_PARTS = 2;

    private SqlName() {}

    /**
     * {@code "Sales"."Orders"}; empty where dots within a name leave open which are its parts.
     *
     * @param name with its schema, and without quotes
     */
    static Optional<String> of(String name, char quote) {
        String[] parts = name.split("\\.", -1);
        boolean clear = parts.length <= MOST_PARTS && Arrays.stream(parts).noneMatch(String::isEmpty);
        return clear
                ? Optional.of(
                        Arrays.stream(parts).map(part -> quote + part + quote).collect(Collectors.joining(".")))
                : Optional.empty();
    }
}
