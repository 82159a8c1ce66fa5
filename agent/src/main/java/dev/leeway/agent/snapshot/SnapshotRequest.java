package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;

/**
 * One snapshot to be taken.
 *
 * @param host the header's words on who is observed
 * @param names what the host calls itself in values
 * @param root {@code /} for a live host, else the directory examined as one
 * @param agent who observes
 * @param sequence of this snapshot, 0 where nobody counts
 * @param selection the probes asked for
 */
public record SnapshotRequest(
        Host host, HostNames names, String root, AgentInfo agent, long sequence, ProbeSelection selection) {
    public SnapshotRequest {
        requireNonNull(host, "host is null");
        requireNonNull(names, "names is null");
        requireNonNull(root, "root is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(selection, "selection is null");
    }
}
