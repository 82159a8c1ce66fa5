package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

/**
 * A value of a Compose file, its variables filled in.
 *
 * @param text may be or hold a secret
 * @param certain whether the files alone decide it: a shell that is gone may have given a variable, whatever {@code .env}
 *     says, and writings of numbers are read one way by one release of Compose and another way by the next
 * @param place file and line that say so
 */
public record Written(String text, boolean certain, String place) {
    public Written {
        requireNonNull(text, "text is null");
        requireNonNull(place, "place is null");
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "Written[" + place + "]";
    }
}
