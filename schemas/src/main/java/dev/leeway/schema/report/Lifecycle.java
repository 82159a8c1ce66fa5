package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a drift stands in time, as told by an earlier report.
 *
 * @param stage new, still open, or reopened; {@link Stage#UNTRACKED} where there was no earlier report
 * @param firstSeen when it was first reported; empty where untracked
 * @param returns how often it came back after it was gone, as far as earlier reports remember
 * @param returned when it last came back
 */
public record Lifecycle(Stage stage, Optional<Instant> firstSeen, int returns, Optional<Instant> returned) {
    /** The lifecycle of a drift without history. */
    public static final Lifecycle UNTRACKED = new Lifecycle(Stage.UNTRACKED, Optional.empty());

    public Lifecycle {
        requireNonNull(stage, "stage is null");
        requireNonNull(firstSeen, "firstSeen is null");
        requireNonNull(returned, "returned is null");
        if (returns < 0 || (returns > 0) != returned.isPresent()) {
            throw new IllegalArgumentException("what came back did so at some time");
        }
    }

    /** One that never was away. */
    public Lifecycle(Stage stage, Optional<Instant> firstSeen) {
        this(stage, firstSeen, 0, Optional.empty());
    }

    /** Stages of a drift. */
    public enum Stage {
        UNTRACKED("untracked"),
        NEW("new"),
        OPEN("open"),
        REOPENED("reopened"),
        RESOLVED("resolved");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        /** The name in JSON. */
        public String text() {
            return text;
        }

        /** The stage of that name, if there is one. */
        public static Optional<Stage> of(String text) {
            return Arrays.stream(values())
                    .filter(stage -> stage.text.equals(text))
                    .findFirst();
        }
    }
}
