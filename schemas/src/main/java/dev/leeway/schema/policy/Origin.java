package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

/**
 * Where a rule or waiver was written.
 *
 * @param file as the user named it, or {@code default policy}
 * @param line from 1
 */
public record Origin(String file, int line) {
    public Origin {
        requireNonNull(file, "file is null");
    }

    /** {@code leeway.yaml:14}. */
    public String text() {
        return file + ":" + line;
    }
}
