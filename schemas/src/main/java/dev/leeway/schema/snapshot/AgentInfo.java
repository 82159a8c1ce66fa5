package dev.leeway.schema.snapshot;

import static java.util.Objects.requireNonNull;

/**
 * The program that observed.
 *
 * @param version release of the agent
 * @param uid numeric user it ran as, -1 where the platform has none: the same probe sees less as another user
 */
public record AgentInfo(String version, long uid) {
    public AgentInfo {
        requireNonNull(version, "version is null");
    }
}
