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
    /** The file name rules of the strict policy carry, which lies over the shipped one where it is asked for. */
    public static final String STRICT_POLICY = "strict policy";

    public Origin {
        requireNonNull(file, "file is null");
    }

    /** Whether this was written by Leeway itself, not by its user. */
    public boolean shipped() {
        return file.equals(DEFAULT_POLICY) || file.equals(STRICT_POLICY);
    }

    /** Whether {@code text} names a place in a policy that Leeway ships, as {@link #text} tells it. */
    public static boolean shipped(String text) {
        return text.startsWith(DEFAULT_POLICY) || text.startsWith(STRICT_POLICY);
    }

    /** {@code leeway.yaml:14}. */
    public String text() {
        return file + ":" + line;
    }
}
