package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * Where files of a team's own facts lie.
 *
 * @param directory absolute
 * @param owner the user that the agent runs as, who may own such files as root may; empty for root alone
 */
public record CustomSettings(String directory, OptionalLong owner) {
    /** The usual place. */
    public static final CustomSettings USUAL = new CustomSettings("/etc/leeway/facts.d", OptionalLong.empty());

    public CustomSettings {
        requireNonNull(directory, "directory is null");
        requireNonNull(owner, "owner is null");
    }

    /** The same for an agent that runs as that user. */
    public CustomSettings runBy(long uid) {
        return new CustomSettings(directory, OptionalLong.of(uid));
    }
}
