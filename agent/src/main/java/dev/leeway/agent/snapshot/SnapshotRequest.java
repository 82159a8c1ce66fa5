package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import java.util.Map;

/**
 * One snapshot to be taken.
 *
 * @param host the header's words on who is observed
 * @param names what the host calls itself in values
 * @param root {@code /} for a live host, else the directory examined as one
 * @param agent who observes
 * @param sequence of this snapshot, 0 where nobody counts
 * @param selection the probes asked for
 * @param suspended those that are not asked all the same, because they went beyond their limits or broke when they last were, and why
 */
public record SnapshotRequest(
        Host host,
        HostNames names,
        String root,
        AgentInfo agent,
        long sequence,
        ProbeSelection selection,
        Map<String, String> suspended) {
    public SnapshotRequest {
        requireNonNull(host, "host is null");
        requireNonNull(names, "names is null");
        requireNonNull(root, "root is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(selection, "selection is null");
        suspended = Map.copyOf(suspended);
    }

    /** One for which all are asked that are asked for. */
    public SnapshotRequest(
            Host host, HostNames names, String root, AgentInfo agent, long sequence, ProbeSelection selection) {
        this(host, names, root, agent, sequence, selection, Map.of());
    }
}
