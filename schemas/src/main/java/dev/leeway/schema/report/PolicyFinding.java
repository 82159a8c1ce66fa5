package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something the comparison has to say about the policy itself.
 *
 * @param origin {@code leeway.yaml:14}
 * @param kind {@code matchedNothing}, {@code differenceGone}, {@code overlaid}, {@code expired}, {@code expiresSoon}, {@link #UNLISTED},
 *     {@link #UNDELIVERED} or {@link #OLD}
 * @param message for people
 * @param about what it is about, the same from night to night while the message counts days; empty where nothing outlasts the message
 * @param since when it began, where that is at a moment; what is told once is told then
 * @param concerns whom, where not everybody
 */
public record PolicyFinding(
        String origin,
        String kind,
        String message,
        Optional<String> about,
        Optional<Instant> since,
        List<Concern> concerns) {
    /** Snapshots name an environment that the policy does not list, so that none of its rules applies to it. */
    public static final String UNLISTED = "unlistedEnvironment";

    /** The policy lists an environment of which a report on the whole fleet found no snapshot; that is what it is about. */
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
        requireNonNull(about, "about is null");
        requireNonNull(since, "since is null");
        concerns = List.copyOf(concerns);
    }

    /** One that concerns everybody. */
    public PolicyFinding(String origin, String kind, String message) {
        this(origin, kind, message, Optional.empty(), Optional.empty(), List.of());
    }
}
