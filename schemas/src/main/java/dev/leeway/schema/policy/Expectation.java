package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Quantity;
import dev.leeway.schema.fact.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /**
     * Each value is one of these. {@code {environment}} in a text stands for any name of the environment that holds it.
     *
     * @param texts as values are shown, one or more
     */
    record OneOf(List<String> texts) implements Expectation {
        public OneOf {
            texts = List.copyOf(texts);
            if (texts.isEmpty()) {
                throw new IllegalArgumentException("no text");
            }
        }

        @Override
        public String text() {
            return texts.size() == 1 ? "value " + texts.get(0) : "in " + String.join(", ", texts);
        }
    }

    /**
     * Each value matches as a whole.
     *
     * @param expression a regular expression without back references, in which {@code {environment}} stands for any name of
     *     the environment that holds the value
     */
    record Matching(String expression) implements Expectation {
        public Matching {
            requireNonNull(expression, "expression is null");
        }

        @Override
        public String text() {
            return "matches " + expression;
        }
    }

    /**
     * Each value lies within bounds, both included.
     *
     * @param least none where empty
     * @param most none where empty; of the dimension of {@code least}
     */
    record Within(Optional<Bound> least, Optional<Bound> most) implements Expectation {
        public Within {
            requireNonNull(least, "least is null");
            requireNonNull(most, "most is null");
            if (least.isEmpty() && most.isEmpty()) {
                throw new IllegalArgumentException("no bound");
            }
        }

        @Override
        public String text() {
            return least.map(bound -> "min " + bound.text()).orElse("")
                    + (least.isPresent() && most.isPresent() ? ", " : "")
                    + most.map(bound -> "max " + bound.text()).orElse("");
        }
    }

    /**
     * One bound.
     *
     * @param quantity how much
     * @param text as written
     */
    record Bound(Quantity quantity, String text) {
        public Bound {
            requireNonNull(quantity, "quantity is null");
            requireNonNull(text, "text is null");
        }
    }

    /**
     * Each version lies within bounds, in the order of its own scheme.
     *
     * @param bounds one or more, all of which hold
     */
    record VersionWithin(List<VersionBound> bounds) implements Expectation {
        public VersionWithin {
            bounds = List.copyOf(bounds);
            if (bounds.isEmpty()) {
                throw new IllegalArgumentException("no bound");
            }
        }

        @Override
        public String text() {
            return "version "
                    + bounds.stream()
                            .map(bound -> bound.operator().text() + bound.version())
                            .collect(Collectors.joining(" "));
        }
    }

    /**
     * One bound of versions.
     *
     * @param operator how a version stands to it
     * @param version in whatever scheme the facts have
     */
    record VersionBound(Operator operator, String version) {
        public VersionBound {
            requireNonNull(operator, "operator is null");
            requireNonNull(version, "version is null");
        }
    }

    /**
     * The values of two environments stand to each other so, whichever replicas are picked.
     *
     * @param assertion over canonical names of environments
     */
    record Related(Assertion assertion) implements Expectation {
        public Related {
            requireNonNull(assertion, "assertion is null");
        }

        @Override
        public String text() {
            return assertion.text();
        }
    }

    /** Each host of an environment has a value of its own; with several environments, all of their hosts do. */
    record Unique() implements Expectation {
        @Override
        public String text() {
            return "unique";
        }
    }

    /**
     * Whatever else decides that something is a drift, it is at least so grave.
     *
     * @param least the least gravity
     */
    record Graver(Severity least) implements Expectation {
        public Graver {
            requireNonNull(least, "least is null");
        }

        @Override
        public String text() {
            return "atLeast: " + least.text();
        }
    }

    /** Whether it speaks of each value by itself, and not of how values stand to each other. */
    default boolean ofValue() {
        return this instanceof OneOf
                || this instanceof Matching
                || this instanceof Within
                || this instanceof VersionWithin;
    }
}
