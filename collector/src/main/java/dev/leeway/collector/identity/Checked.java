package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What looking at a request showed, before it is counted. */
public sealed interface Checked {
    /**
     * The agent signed it, and is accepted as far as was known; counting it comes next, and decides.
     *
     * @param agent that signed it
     * @param advance to hand to {@link Registry#advance}
     */
    record Verified(Agent agent, Advance advance) implements Checked {
        public Verified {
            requireNonNull(agent, "agent is null");
            requireNonNull(advance, "advance is null");
        }
    }

    /**
     * It is refused; the outside learns only {@link OutsideAnswer#REQUEST}.
     *
     * @param agent it named, where there is one of that name
     * @param refusal why, for the log
     */
    record Refused(Optional<String> agent, Refusal refusal) implements Checked {
        public Refused {
            requireNonNull(agent, "agent is null");
            requireNonNull(refusal, "refusal is null");
        }
    }
}
