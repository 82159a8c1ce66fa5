package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What a rule or waiver is confined to, beside the facts it matches.
 *
 * @param between environments, by name or alias, {@code *} for any or {@code non-prod} for any but production: for pairs,
 *     each side must answer to an entry of its own, so that a single entry means what one environment says by itself;
 *     empty means all
 * @param roles of the hosts whose facts it speaks of; empty means all
 * @param probes whose facts it speaks of; empty means all
 * @param upTo the gravest drift it reaches; empty means all
 */
public record Reach(List<String> between, List<String> roles, List<String> probes, Optional<Severity> upTo) {
    /** No confinement at all. */
    public static final Reach EVERYTHING = new Reach(List.of(), List.of(), List.of(), Optional.empty());

    public Reach {
        between = List.copyOf(between);
        roles = List.copyOf(roles);
        probes = List.copyOf(probes);
        requireNonNull(upTo, "upTo is null");
    }

    /** Whether facts of {@code probe} are within it. */
    public boolean asks(String probe) {
        return probes.isEmpty() || probes.contains(probe);
    }

    /** Whether a drift of that gravity is within it. */
    public boolean reaches(Severity severity) {
        return upTo.isEmpty() || severity.compareTo(upTo.get()) >= 0;
    }
}
