package dev.leeway.collector.selector;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** Names snapshots of a store, at most one of each host. */
public sealed interface Selector {
    /** The newest number of a host's snapshots that may be asked for to step back. */
    int MOST_STEPS = 1_000_000;

    /** As it was typed. */
    String text();

    /**
     * Of each host of an environment, or of one host, the snapshot so many before its newest.
     *
     * @param environment by any name the policy knows it by
     * @param back 0 for the newest
     */
    record Back(String text, String environment, Optional<String> host, int back) implements Selector {
        public Back {
            requireNonNull(text, "text is null");
            requireNonNull(environment, "environment is null");
            requireNonNull(host, "host is null");
            if (back < 0 || back > MOST_STEPS) {
                throw new IllegalArgumentException("steps back from 0 to " + MOST_STEPS);
            }
        }
    }

    /**
     * Of each host of an environment, or of one host, the newest snapshot that had arrived at a moment.
     *
     * @param environment by any name the policy knows it by
     */
    record At(String text, String environment, Optional<String> host, Instant moment) implements Selector {
        public At {
            requireNonNull(text, "text is null");
            requireNonNull(environment, "environment is null");
            requireNonNull(host, "host is null");
            requireNonNull(moment, "moment is null");
        }
    }

    /** The snapshots kept under a name. */
    record Baseline(String text, String name) implements Selector {
        public Baseline {
            requireNonNull(text, "text is null");
            requireNonNull(name, "name is null");
        }
    }
}
