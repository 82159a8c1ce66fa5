package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.util.Optional;

/**
 * How facts of one environment are to stand to each other, whatever other environments say.
 *
 * @param name what people call it; tells its drifts apart from others at the same fact
 * @param assertion over patterns of facts: the first {@code [*]} of each stands for one key, and so does the second
 * @param severity of a breach; medium where empty
 * @param reach what it is confined to; a drift it tells is of the left fact
 * @param because why, for people
 * @param origin where it was written
 */
public record Invariant(
        String name,
        Assertion assertion,
        Optional<Severity> severity,
        Reach reach,
        Optional<String> because,
        Origin origin) {
    public Invariant {
        requireNonNull(name, "name is null");
        requireNonNull(assertion, "assertion is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(reach, "reach is null");
        requireNonNull(because, "because is null");
        requireNonNull(origin, "origin is null");
    }
}
