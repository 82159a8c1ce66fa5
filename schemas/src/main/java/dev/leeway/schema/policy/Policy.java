package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A policy file with the shipped default beneath it.
 *
 * @param name what people call it: the file, or {@code default policy}
 * @param id {@code c1:sha256:<hex>} over the bytes it came from; goes into every report
 * @param environments in promotion order
 * @param reference the environment the others are held against; the last in promotion order where empty
 * @param services canonical service name to its other names
 * @param owners service or pattern to owner
 * @param require facts that must be comparable, or the result is incomplete
 * @param rules in order; later ones win
 * @param waivers in order
 * @param invariants in order
 * @param maxAge from which a snapshot is too old to be believed; empty where the policy sets none
 * @param budget how many points of drift may be open; empty where the policy sets none
 */
public record Policy(
        String name,
        String id,
        List<Environment> environments,
        Optional<String> reference,
        SortedMap<String, List<String>> services,
        SortedMap<String, String> owners,
        List<Requirement> require,
        List<Rule> rules,
        List<Waiver> waivers,
        List<Invariant> invariants,
        Optional<Duration> maxAge,
        OptionalInt budget) {
    public Policy {
        requireNonNull(name, "name is null");
        requireNonNull(id, "id is null");
        requireNonNull(reference, "reference is null");
        requireNonNull(maxAge, "maxAge is null");
        requireNonNull(budget, "budget is null");
        environments = List.copyOf(environments);
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        owners = Collections.unmodifiableSortedMap(new TreeMap<>(owners));
        require = List.copyOf(require);
        rules = List.copyOf(rules);
        waivers = List.copyOf(waivers);
        invariants = List.copyOf(invariants);
    }

    /** The same without anything that judges. */
    public Policy withoutRules() {
        return new Policy(
                name,
                id,
                environments,
                reference,
                services,
                owners,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                maxAge,
                budget);
    }

    /** The same under other names of services. */
    public Policy withServices(SortedMap<String, List<String>> others) {
        return new Policy(
                name, id, environments, reference, others, owners, require, rules, waivers, invariants, maxAge, budget);
    }

    /** The same policy, which requires these facts and no others. */
    public Policy requiring(List<Requirement> required) {
        return new Policy(
                name,
                id,
                environments,
                reference,
                services,
                owners,
                required,
                rules,
                waivers,
                invariants,
                maxAge,
                budget);
    }
}
