package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

/** What a rule expects of the facts it matches. */
public sealed interface Expectation {
    /** As written in a policy file. */
    String text();

    /** The value is the same in every environment. */
    record Same() implements Expectation {
        @Override
        public String text() {
            return "same";
        }
    }

    /** The value must not be shared between environments. */
    record Different() implements Expectation {
        @Override
        public String text() {
            return "different";
        }
    }

    /** Any difference is within leeway. */
    record Any() implements Expectation {
        @Override
        public String text() {
            return "any";
        }
    }

    /** The fact must not exist in the environments the rule names (all, where it names none). */
    record Absent() implements Expectation {
        @Override
        public String text() {
            return "absent";
        }
    }

    /** The fact must exist in the environments the rule names (all, where it names none). */
    record Present() implements Expectation {
        @Override
        public String text() {
            return "present";
        }
    }

    /** Versions may lie at most this far apart. */
    record Leeway(Distance distance) implements Expectation {
        public Leeway {
            requireNonNull(distance, "distance is null");
        }

        @Override
        public String text() {
            return "leeway: " + distance.text();
        }
    }

    /**
     * Differences of versions are worth a line and no more until they are older than this: a release awaiting promotion,
     * or, in one environment, a rollout under way.
     *
     * @param days age from which the difference is a breach
     */
    record Lag(int days) implements Expectation {
        public Lag {
            if (days < 0) {
                throw new IllegalArgumentException("negative age");
            }
        }

        @Override
        public String text() {
            return "leeway: " + days + "d";
        }
    }

    /** The later environment never holds a newer version than the earlier one. */
    record Forward() implements Expectation {
        @Override
        public String text() {
            return "forward";
        }
    }
}
