package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a drift stands in time, as told by an earlier report.
 *
 * @param stage new, still open, or reopened; {@link Stage#UNTRACKED} where there was no earlier report
 * @param firstSeen when it was first reported; empty where untracked
 * @param returns how often it came back after it was gone, as far as earlier reports remember
 * @param returned when it last came back
 * @param recent when it came back the last {@link #RECENT} times at most, the oldest first; ends with {@code returned}
 */
public record Lifecycle(
        Stage stage, Optional<Instant> firstSeen, int returns, Optional<Instant> returned, List<Instant> recent) {
    /** So many returns are remembered by their moments, the rest is counted. */
    public static final int RECENT = 3;

    /** The lifecycle of a drift without history. */
    public static final Lifecycle UNTRACKED = new Lifecycle(Stage.UNTRACKED, Optional.empty());

    public Lifecycle {
        requireNonNull(stage, "stage is null");
        requireNonNull(firstSeen, "firstSeen is null");
        requireNonNull(returned, "returned is null");
        if (returns < 0 || (returns > 0) != returned.isPresent()) {
            throw new IllegalArgumentException("what came back did so at some time");
        }
        recent = List.copyOf(recent);
        if (recent.size() > Math.min(returns, RECENT)
                || !returned.equals(recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(recent.size() - 1)))) {
            throw new IllegalArgumentException("the last of the recent returns is the last return");
        }
    }

    /** One of which only the last return is known by its moment. */
    public Lifecycle(Stage stage, Optional<Instant> firstSeen, int returns, Optional<Instant> returned) {
        this(stage, firstSeen, returns, returned, returned.stream().toList());
    }

    /** {@code recent} and one return more, no more of them than are remembered. */
    public static List<Instant> and(List<Instant> recent, Instant again) {
        List<Instant> all = new ArrayList<>(recent);
        all.add(again);
        return List.copyOf(all.subList(Math.max(0, all.size() - RECENT), all.size()));
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
