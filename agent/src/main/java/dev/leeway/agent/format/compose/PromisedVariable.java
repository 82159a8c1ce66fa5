package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A variable that a service is to have.
 *
 * @param value as the files decide it; empty for one handed through from a shell that no file gives a value
 * @param other a second reading of the value, where releases of Compose do not agree: as it is written, say
 * @param place file and line that say so
 */
public record PromisedVariable(Optional<Written> value, Optional<String> other, String place) {
    public PromisedVariable {
        requireNonNull(value, "value is null");
        requireNonNull(other, "other is null");
        requireNonNull(place, "place is null");
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "PromisedVariable[" + place + "]";
    }
}
