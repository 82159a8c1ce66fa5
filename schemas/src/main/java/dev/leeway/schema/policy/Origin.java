package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

/**
 * Where a rule, waiver or requirement was written.
 *
 * @param file as the user named it, or {@code default policy}
 * @param line from 1
 */
public record Origin(String file, int line) {
    /** The file name rules of the shipped policy carry. */
    public static final String DEFAULT_POLICY = "default policy";

    public Origin {
        requireNonNull(file, "file is null");
    }

    /** Whether this was written by Leeway itself, not by its user. */
    public boolean shipped() {
        return file.equals(DEFAULT_POLICY);
    }

    /** {@code leeway.yaml:14}. */
    public String text() {
        return file + ":" + line;
    }
}
