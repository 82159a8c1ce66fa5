package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

/** What became of a host that wanted to join. */
public sealed interface JoinResult {
    /**
     * It is known.
     *
     * @param agent what it may speak for
     */
    record Joined(Agent agent) implements JoinResult {
        public Joined {
            requireNonNull(agent, "agent is null");
        }
    }

    /**
     * It is not; the outside learns only {@link OutsideAnswer#JOIN}.
     *
     * @param refusal why, for the log
     */
    record Refused(Refusal refusal) implements JoinResult {
        public Refused {
            requireNonNull(refusal, "refusal is null");
        }
    }
}
