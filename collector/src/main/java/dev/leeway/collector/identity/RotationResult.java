package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

/** What became of a key that was to take the place of another. */
public sealed interface RotationResult {
    /**
     * The host has that key.
     *
     * @param agent as it stands now
     * @param again whether it had it before, so that nothing changed
     */
    record Rotated(Agent agent, boolean again) implements RotationResult {
        public Rotated {
            requireNonNull(agent, "agent is null");
        }
    }

    /**
     * The host has the key it had; the outside learns {@link OutsideAnswer#REQUEST}, or where the new key is at fault {@link
     * OutsideAnswer#ROTATION}.
     *
     * @param refusal why, for the log
     * @param newlyCloned whether this request showed that two machines use one key
     */
    record Refused(Refusal refusal, boolean newlyCloned) implements RotationResult {
        public Refused {
            requireNonNull(refusal, "refusal is null");
        }
    }
}
