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
 */
public record ReportHost(
        String name, HostKind kind, Optional<String> role, String snapshot, Instant capturedAt, String agent) {
    public ReportHost {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(role, "role is null");
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(capturedAt, "capturedAt is null");
        requireNonNull(agent, "agent is null");
    }
}
