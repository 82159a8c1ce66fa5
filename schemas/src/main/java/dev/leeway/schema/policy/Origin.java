package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Where a rule, waiver or requirement was written.
 *
 * @param file as the user named it, or {@code default policy}
 * @param line from 1
 * @param shipped whether Leeway itself wrote it and not its user, whatever the file is called
 */
public record Origin(String file, int line, boolean shipped) {
    /** The file name rules of the shipped policy carry. */
    public static final String DEFAULT_POLICY = "default policy";
    /** The file name rules of the strict policy carry, which lies over the shipped one where it is asked for. */
    public static final String STRICT_POLICY = "strict policy";

    private static final Pattern SHIPPED = Pattern.compile("(" + DEFAULT_POLICY + "|" + STRICT_POLICY + ")(:[0-9]+)?");

    public Origin {
        requireNonNull(file, "file is null");
    }

    /** A place in a file of the user's. */
    public Origin(String file, int line) {
        this(file, line, false);
    }

    /**
     * Whether {@code text} reads as a place in a policy that Leeway ships, as {@link #text} tells it: for people, who are
     * shown where to look. Nothing is judged by it, for a user's file may be called the same.
     */
    public static boolean looksShipped(String text) {
        return SHIPPED.matcher(text).matches();
    }

    /** {@code leeway.yaml:14}. */
    public String text() {
        return file + ":" + line;
    }
}
