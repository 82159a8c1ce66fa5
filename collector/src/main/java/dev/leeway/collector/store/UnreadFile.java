package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.FormatException;

/**
 * A file among others that could not be used; it costs only itself.
 *
 * @param name path as the user would write it
 * @param message what is wrong and what to do, for people
 */
public record UnreadFile(String name, String message) {
    public UnreadFile {
        requireNonNull(name, "name is null");
        requireNonNull(message, "message is null");
    }

    static UnreadFile of(FormatException failure) {
        return new UnreadFile(failure.source(), String.valueOf(failure.getMessage()));
    }
}
