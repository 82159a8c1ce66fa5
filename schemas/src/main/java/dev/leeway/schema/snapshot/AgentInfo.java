package dev.leeway.schema.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * The program that observed.
 *
 * @param version release of the agent
 * @param uid numeric user it ran as, -1 where the platform has none: the same probe sees less as another user
 * @param redaction which rules decided what leaves in clear; agents of one version under one such name decide alike of
 *     one value under one name. Empty where nobody says
 * @param missed snapshots of this agent that will not arrive
 */
public record AgentInfo(String version, long uid, Optional<String> redaction, SpoolCounts missed) {
    public AgentInfo {
        requireNonNull(version, "version is null");
        requireNonNull(redaction, "redaction is null");
        requireNonNull(missed, "missed is null");
    }

    /** Written out for the reason {@link dev.leeway.schema.fact.Value} gives. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AgentInfo that
                && version.equals(that.version)
                && uid == that.uid
                && redaction.equals(that.redaction)
                && missed.equals(that.missed);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * version.hashCode() + Long.hashCode(uid)) + redaction.hashCode();
    }

    /** One of which every snapshot arrived. */
    public AgentInfo(String version, long uid, Optional<String> redaction) {
        this(version, uid, redaction, SpoolCounts.NONE);
    }

    /** One that does not say which rules it redacts by. */
    public AgentInfo(String version, long uid) {
        this(version, uid, Optional.empty());
    }
}
