package dev.leeway.agent.probe.container;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.Observed;
import java.util.Optional;

/**
 * Whether a container keeps one promise of its Compose file.
 *
 * @param state how it stands
 * @param place file and line that promise it; empty where none does
 * @param declared what is promised, told where it is not what the container has
 * @param actual what the container has, likewise
 */
record Kept(State state, String place, Optional<Observed> declared, Optional<Observed> actual) {
    Kept {
        requireNonNull(state, "state is null");
        requireNonNull(place, "place is null");
        requireNonNull(declared, "declared is null");
        requireNonNull(actual, "actual is null");
    }

    /** How a promise stands, worst first. */
    enum State {
        /** The container has nothing of it. */
        MISSING("missing"),
        /** The container has something else. */
        OTHER("other"),
        /** The container has what no file promises. */
        UNDECLARED("undeclared"),
        /** A shell that is gone, or the engine, decided what the files leave open. */
        UNKNOWN("unknown"),
        /** The files hand on what a shell is to give, and it gave nothing. */
        UNSET("unset"),
        KEPT("kept");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** As facts have it. */
        String text() {
            return text;
        }
    }

    static Kept kept(String place) {
        return new Kept(State.KEPT, place, Optional.empty(), Optional.empty());
    }

    static Kept unknown(String place) {
        return new Kept(State.UNKNOWN, place, Optional.empty(), Optional.empty());
    }

    static Kept unset(String place) {
        return new Kept(State.UNSET, place, Optional.empty(), Optional.empty());
    }

    static Kept missing(String place, Observed declared) {
        return new Kept(State.MISSING, place, Optional.of(declared), Optional.empty());
    }

    static Kept other(String place, Observed declared, Observed actual) {
        return new Kept(State.OTHER, place, Optional.of(declared), Optional.of(actual));
    }

    static Kept undeclared(Observed actual) {
        return new Kept(State.UNDECLARED, "", Optional.empty(), Optional.of(actual));
    }

    /** The worse of two replicas of one service counts. */
    Kept orWorse(Kept other) {
        return other.state.compareTo(state) < 0 ? other : this;
    }
}
