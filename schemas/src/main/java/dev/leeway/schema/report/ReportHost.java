package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.HostKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A host that took part.
 *
 * @param name of the host
 * @param kind what sort of host
 * @param role whose peers it has, where told
 * @param snapshot id of the snapshot that was compared
 * @param capturedAt when that was taken, by the host's clock
 * @param agent version of the agent that took it
 * @param receivedAt when it arrived, by the clock of the store it is in; empty where it is in none, or nobody asked
 * @param ephemeral whether the host comes and goes, so that its end is no silence
 * @param clockOffSince when the first snapshot of those arrived that tell its clock to be off, as far back as anybody knows; empty where it is not
 */
public record ReportHost(
        String name,
        HostKind kind,
        Optional<String> role,
        String snapshot,
        Instant capturedAt,
        String agent,
        Optional<Instant> receivedAt,
        boolean ephemeral,
        Optional<Instant> clockOffSince) {
    /** A snapshot cannot arrive before it is taken; so much clocks may differ. */
    private static final Duration AHEAD = Duration.ofHours(1);
    /** What waits for a collector arrives late; so late it rarely does. */
    private static final Duration BEHIND = Duration.ofHours(-12);

    public ReportHost {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(role, "role is null");
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(capturedAt, "capturedAt is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(receivedAt, "receivedAt is null");
        requireNonNull(clockOffSince, "clockOffSince is null");
    }

    /** One of whose clock no earlier snapshot tells. */
    public ReportHost(
            String name,
            HostKind kind,
            Optional<String> role,
            String snapshot,
            Instant capturedAt,
            String agent,
            Optional<Instant> receivedAt,
            boolean ephemeral) {
        this(name, kind, role, snapshot, capturedAt, agent, receivedAt, ephemeral, Optional.empty());
    }

    /** The same, its clock off since a moment. */
    public ReportHost clockOffSince(Instant since) {
        return new ReportHost(name, kind, role, snapshot, capturedAt, agent, receivedAt, ephemeral, Optional.of(since));
    }

    /** One that stays, of which nobody knows when its snapshot arrived. */
    public ReportHost(
            String name, HostKind kind, Optional<String> role, String snapshot, Instant capturedAt, String agent) {
        this(name, kind, role, snapshot, capturedAt, agent, Optional.empty(), false);
    }

    /**
     * How far its clock is ahead of the store's, negative where it is behind or the snapshot waited for so long; empty where it may be right, or
     * nobody knows when the snapshot arrived.
     */
    public Optional<Duration> clockError() {
        return receivedAt.flatMap(arrived -> clockError(arrived, capturedAt));
    }

    /** The same of a snapshot that was taken and arrived at those moments. */
    public static Optional<Duration> clockError(Instant arrived, Instant taken) {
        return Optional.of(Duration.between(arrived, taken))
                .filter(error -> error.compareTo(AHEAD) > 0 || error.compareTo(BEHIND) < 0);
    }

    /** When it was last heard of: when its snapshot arrived, or was taken where nobody knows better. */
    public Instant heardAt() {
        return receivedAt.orElse(capturedAt);
    }
}
