package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What became of a request that was to be counted.
 *
 * @param refusal why it is not accepted; empty where it is
 * @param newlyCloned whether this request showed that two machines use one key: somebody has to be alerted
 */
public record Advanced(Optional<Refusal> refusal, boolean newlyCloned) {
    /** It is accepted, and never will be again. */
    public static final Advanced ACCEPTED = new Advanced(Optional.empty(), false);

    /** It showed that two machines use one key; neither is accepted from now on. */
    public static final Advanced CLONED = new Advanced(Optional.of(Refusal.CLONED), true);

    public Advanced {
        requireNonNull(refusal, "refusal is null");
    }

    /** It is not accepted. */
    public static Advanced refused(Refusal refusal) {
        return new Advanced(Optional.of(refusal), false);
    }

    /** Whether it is accepted. */
    public boolean accepted() {
        return refusal.isEmpty();
    }
}
