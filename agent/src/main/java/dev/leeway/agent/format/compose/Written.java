package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A value of a Compose file, its variables filled in.
 *
 * @param text may be or hold a secret
 * @param certain whether the files alone decide it: a shell that is gone may have given a variable, whatever {@code .env}
 *     says, and writings of numbers are read one way by one release of Compose and another way by the next
 * @param place file and line that say so
 * @param made which stretches of the text were made of variables, those of which others were made included
 */
public record Written(String text, boolean certain, String place, List<Made> made) {
    public Written {
        requireNonNull(text, "text is null");
        requireNonNull(place, "place is null");
        made = List.copyOf(made);
    }

    /** A value that no variable went into. */
    public Written(String text, boolean certain, String place) {
        this(text, certain, place, List.of());
    }

    /** The same where the files alone do not decide it. */
    Written uncertain() {
        return new Written(text, false, place, made);
    }

    /** What lies between two places of it; a stretch that ends there or only begins there goes along. */
    public Written between(int from, int to) {
        List<Made> within = new ArrayList<>();
        for (Made each : made) {
            if (each.from() <= to && each.to() >= from) {
                int begin = Math.max(each.from(), from) - from;
                within.add(new Made(each.name(), begin, Math.max(begin, Math.min(each.to(), to) - from)));
            }
        }
        return new Written(text.substring(from, to), certain, place, within);
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "Written[" + place + "]";
    }
}
