package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.policy.Distance;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which environment holds the newer version, and by how much.
 *
 * @param ahead environment with the newer version
 * @param behind environment with the older one
 * @param distance how far they lie apart
 * @param movement what that means in promotion order; empty where no policy says which of the two comes first
 */
public record Direction(String ahead, String behind, Distance distance, Optional<Movement> movement) {
    public Direction {
        requireNonNull(ahead, "ahead is null");
        requireNonNull(behind, "behind is null");
        requireNonNull(distance, "distance is null");
        requireNonNull(movement, "movement is null");
    }

    /** What a newer version means in promotion order. */
    public enum Movement {
        /** The earlier environment is ahead: the later one lags, which is normal for a while. */
        LAG("lag"),
        /** The later environment is ahead: something reached it without rehearsal. */
        HOTFIX("hotfix");

        private final String text;

        Movement(String text) {
            this.text = text;
        }

        /** The name in JSON. */
        public String text() {
            return text;
        }

        /** The movement of that name, if there is one. */
        public static Optional<Movement> of(String text) {
            return Arrays.stream(values())
                    .filter(movement -> movement.text.equals(text))
                    .findFirst();
        }
    }
}
