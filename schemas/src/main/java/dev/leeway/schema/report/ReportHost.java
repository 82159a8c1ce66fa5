package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.HostKind;
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
 */
public record ReportHost(
        String name,
        HostKind kind,
        Optional<String> role,
        String snapshot,
        Instant capturedAt,
        String agent,
        Optional<Instant> receivedAt,
        boolean ephemeral) {
    public ReportHost {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(role, "role is null");
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(capturedAt, "capturedAt is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(receivedAt, "receivedAt is null");
    }

    /** One that stays, of which nobody knows when its snapshot arrived. */
    public ReportHost(
            String name, HostKind kind, Optional<String> role, String snapshot, Instant capturedAt, String agent) {
        this(name, kind, role, snapshot, capturedAt, agent, Optional.empty(), false);
    }

    /** When it was last heard of: when its snapshot arrived, or was taken where nobody knows better. */
    public Instant heardAt() {
        return receivedAt.orElse(capturedAt);
    }
}
