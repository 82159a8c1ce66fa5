package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

/**
 * Something the comparison has to say about the policy itself.
 *
 * @param origin {@code leeway.yaml:14}
 * @param kind {@code matchedNothing}, {@code differenceGone}, {@code expired}, {@code expiresSoon} or {@link #UNLISTED}
 * @param message for people
 */
public record PolicyFinding(String origin, String kind, String message) {
    /** Snapshots name an environment that the policy does not list, so that none of its rules applies to it. */
    public static final String UNLISTED = "unlistedEnvironment";

    public PolicyFinding {
        requireNonNull(origin, "origin is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(message, "message is null");
    }
}
