package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.report.CauseView;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Status;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A cause that an audience may be told of.
 *
 * <p>Told once, it is told again before its time only where it grew: to a graver severity, or by a drift that is new or that a waiver
 * accepted until now. One that lost gravity, or of which something is gone, is no news.
 *
 * @param id of the cause
 * @param severity it has now
 * @param news stands for those of its drifts that are new this time, or were waived until now, and grave enough for the audience; empty where
 *     none is
 */
public record Candidate(String id, Severity severity, Optional<String> news) {
    private static final int NEWS_BYTES = 8;

    public Candidate {
        requireNonNull(id, "id is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(news, "news is null");
    }

    /** One for an audience that was told of the night {@code since} last; of the one before where nobody knows. */
    static Candidate of(CauseView view, Audience audience, Optional<Instant> since) {
        return new Candidate(
                view.cause().id(),
                view.cause().severity(),
                news(view, audience, since).map(Candidate::digest));
    }

    /** Whether something of {@code view} came since the audience was told last, and is grave enough for it. */
    static boolean grew(CauseView view, Audience audience, Optional<Instant> since) {
        return news(view, audience, since).isPresent();
    }

    /**
     * Whether {@code view} is new to an audience that was told of the night {@code since} last; as {@link CauseView#isNew} is to one that was
     * told of the one before.
     */
    static boolean isNew(CauseView view, Optional<Instant> since) {
        long fresh = view.drifts().stream()
                .filter(drift -> drift.lifecycle().stage() == Stage.REOPENED
                        || isNew(drift, since)
                        || isLapsed(view, drift, since))
                .count();
        long untracked = view.drifts().stream()
                .filter(drift -> drift.lifecycle().stage() == Stage.UNTRACKED)
                .count();
        return fresh > 0 && fresh + untracked == view.drifts().size();
    }

    private static Optional<List<String>> news(CauseView view, Audience audience, Optional<Instant> since) {
        List<String> ids = view.drifts().stream()
                .filter(drift -> isHeard(drift, audience))
                .filter(drift -> isNew(drift, since) || isLapsed(view, drift, since))
                .map(drift -> isLapsed(view, drift, since) ? lapsed(drift) : drift.id())
                .sorted()
                .toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids);
    }

    private static boolean isNew(Drift drift, Optional<Instant> since) {
        Lifecycle life = drift.lifecycle();
        boolean missed = life.stage() == Stage.OPEN
                && since.flatMap(moment -> life.firstSeen().filter(moment::isBefore))
                        .isPresent();
        return life.stage() == Stage.NEW || missed;
    }

    private static boolean isLapsed(CauseView view, Drift drift, Optional<Instant> since) {
        boolean missed = drift.status() == Status.EXPIRED
                && drift.lifecycle().stage() == Stage.OPEN
                && since.filter(moment -> Status.heldAt(drift.waivedUntil(), moment))
                        .isPresent();
        return missed || view.isLapsed(drift);
    }

    /** That it was told when it was new is nothing to its waiver's end. */
    private static String lapsed(Drift drift) {
        return drift.id() + drift.waivedUntil().map(day -> "/" + day).orElse("");
    }

    private static boolean isHeard(Drift drift, Audience audience) {
        return drift.disposition() == Disposition.OPEN
                && drift.severity().atLeast(audience.severity())
                && (audience.environments().isEmpty()
                        || drift.between().stream().anyMatch(audience.environments()::contains));
    }

    private static String digest(List<String> ids) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(" ", ids).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, NEWS_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is told with it, beside the cause at its severity: the cause at all that are less grave. */
    public List<Severity> lesser() {
        return Arrays.stream(Severity.values())
                .filter(each -> each != severity && severity.atLeast(each))
                .toList();
    }
}
