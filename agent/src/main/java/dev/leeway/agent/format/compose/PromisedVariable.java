package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A variable that a service is to have.
 *
 * @param value as the files decide it; empty for one handed through from a shell that no file gives a value
 * @param other a second reading of the value, where releases of Compose do not agree: as it is written, say
 * @param place file and line that say so
 * @param made of which variables the value is made that a shell is to hand through, whether or not it is known
 */
public record PromisedVariable(Optional<Written> value, Optional<String> other, String place, List<Made> made) {
    public PromisedVariable {
        requireNonNull(value, "value is null");
        requireNonNull(other, "other is null");
        requireNonNull(place, "place is null");
        made = List.copyOf(made);
    }

    /** A value that nothing is handed through for. */
    public PromisedVariable(Optional<Written> value, Optional<String> other, String place) {
        this(value, other, place, List.of());
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "PromisedVariable[" + place + "]";
    }
}
