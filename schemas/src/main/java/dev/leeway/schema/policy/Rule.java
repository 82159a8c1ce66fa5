package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import java.util.List;
import java.util.Optional;

/**
 * One expectation over the facts a pattern matches; of several that match, the later wins.
 *
 * @param match over full addresses
 * @param expectation what is expected
 * @param severity of a breach; the catalogue's where empty
 * @param reach what the rule is confined to
 * @param of the only values the rule speaks about; empty means all
 * @param because why, for people
 * @param origin where it was written
 */
public record Rule(
        AddressPattern match,
        Expectation expectation,
        Optional<Severity> severity,
        Reach reach,
        Optional<ValueClass> of,
        Optional<String> because,
        Origin origin) {
    public Rule {
        requireNonNull(match, "match is null");
        requireNonNull(expectation, "expectation is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(reach, "reach is null");
        requireNonNull(of, "of is null");
        requireNonNull(because, "because is null");
        requireNonNull(origin, "origin is null");
    }

    /** The environments it is confined to, as {@link Reach#between} has them. */
    public List<String> between() {
        return reach.between();
    }
}
