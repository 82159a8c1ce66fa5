package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

/**
 * Something the comparison has to say about the policy itself.
 *
 * @param origin {@code leeway.yaml:14}
 * @param kind {@code matchedNothing}, {@code differenceGone}, {@code overlaid}, {@code expired}, {@code expiresSoon}, {@link #UNLISTED},
 *     {@link #UNDELIVERED} or {@link #OLD}
 * @param message for people
 */
public record PolicyFinding(String origin, String kind, String message) {
    /** Snapshots name an environment that the policy does not list, so that none of its rules applies to it. */
    public static final String UNLISTED = "unlistedEnvironment";

    /** The policy lists an environment of which a report on the whole fleet found no snapshot. */
    public static final String UNDELIVERED = "undeliveredEnvironment";
    /** A snapshot in a report on the whole fleet is so old that its agent may be dead, and the policy says nothing of it. */
    public static final String OLD = "oldSnapshot";

    /** A service that was observed has no observer any more; where a report is shown, for its JSON tells that apart. */
    public static final String SILENT = "silentService";

    /** Open drift costs more than the policy's budget, so that the result is drift. */
    public static final String OVER_BUDGET = "overBudget";

    /** Whether it is told before anything else: it puts in doubt whatever the report says, or decides what it comes to. */
    public boolean doubts() {
        return kind.equals(OVER_BUDGET) || kind.equals(UNLISTED) || kind.equals(UNDELIVERED) || kind.equals(OLD);
    }

    public PolicyFinding {
        requireNonNull(origin, "origin is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(message, "message is null");
    }
}
