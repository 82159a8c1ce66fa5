package dev.leeway.schema.yaml;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.FormatException;

/**
 * Where in a YAML text something stands.
 *
 * @param source file name or another name a person knows the text by
 * @param line from 1
 * @param column from 1
 */
public record YamlPlace(String source, int line, int column) {
    public YamlPlace {
        requireNonNull(source, "source is null");
    }

    /** {@code leeway.yaml:14}. */
    public String text() {
        return source + ":" + line;
    }

    /** A complaint about this place. */
    public FormatException error(String problem, String nextStep) {
        return new FormatException(source, line + ":" + column, problem, nextStep);
    }
}
