package dev.leeway.collector.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One fact across all environments.
 *
 * @param group whose fact it is
 * @param path encoded
 * @param entry what the catalogue says of it
 * @param tallies by environment, empty where an environment takes no part
 */
public record FactRow(SectionGroup group, String path, Optional<FactEntry> entry, List<Optional<Tally>> tallies) {
    public FactRow {
        requireNonNull(group, "group is null");
        requireNonNull(path, "path is null");
        requireNonNull(entry, "entry is null");
        tallies = List.copyOf(tallies);
    }

    /** The service or role. */
    public Scope scope() {
        return group.scope();
    }

    /** This fact as it would be told if {@code to} had what {@code from} has. */
    public FactRow carried(int from, int to) {
        List<Optional<Tally>> moved = new ArrayList<>(tallies);
        moved.set(to, tallies.get(from));
        return new FactRow(group, path, entry, moved);
    }

    /** The address, in canonical names. */
    public Address address() {
        return new Address(group.key(), new FactPath(path));
    }

    /** What an environment says, empty where it takes no part. */
    public Optional<Tally> tally(int environment) {
        return tallies.get(environment);
    }

    /** What the hosts of an environment hold of another fact of the same section, encoded; each value once. */
    public List<Value> beside(int environment, String other) {
        return group.environments().get(environment).variants().stream()
                .flatMap(variant -> FactSearch.find(variant.section().facts(), other).stream())
                .distinct()
                .toList();
    }

    /** Where the first host of an environment that tells so found another fact of the same section, encoded. */
    public Optional<String> foundBeside(int environment, String other) {
        return group.environments().get(environment).variants().stream()
                .flatMap(variant ->
                        Optional.ofNullable(variant.section().evidence().get(other)).stream())
                .findFirst();
    }

    /**
     * The one value of another fact of the same section that every host of an environment holds beside this one; empty where
     * a host lacks it, or two hold others.
     */
    public Optional<Value> everywhereBeside(int environment, String other) {
        Set<Value> values = new HashSet<>();
        for (SectionVariant variant : group.environments().get(environment).variants()) {
            Facts facts = variant.section().facts();
            if (FactSearch.find(facts, path).isPresent()) {
                Optional<Value> value = FactSearch.find(facts, other);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
        }
        return values.size() == 1 ? Optional.of(values.iterator().next()) : Optional.empty();
    }

    /** Whether any host of an environment holds a fact of the same section whose encoded path begins so. */
    public boolean hasBeside(int environment, String opening) {
        return group.environments().get(environment).variants().stream()
                .anyMatch(variant -> FactSearch.anyBelow(variant.section().facts(), opening));
    }

    /** What the hosts of an environment hold, as they said it: of values that mean the same each. */
    public List<Held> held(int environment) {
        // What stands for a subject as a whole has no sections.
        return group.environments().stream()
                .skip(environment)
                .limit(1)
                .flatMap(sections -> sections.variants().stream())
                .flatMap(variant -> FactSearch.find(variant.section().facts(), path).stream()
                        .map(value -> new Held(value, variant.hosts())))
                .toList();
    }

    /**
     * A value as somebody said it.
     *
     * @param value raw
     * @param hosts of one environment that say so, sorted
     */
    public record Held(Value value, List<String> hosts) {
        public Held {
            requireNonNull(value, "value is null");
            hosts = List.copyOf(hosts);
        }
    }

    /** How two environments stand to each other; empty where one of them takes no part or neither has the fact. */
    public Optional<PairStanding> standing(int earlier, int later) {
        Optional<Tally> one = tallies.get(earlier);
        Optional<Tally> other = tallies.get(later);
        return one.isEmpty() || other.isEmpty() ? Optional.empty() : PairStanding.of(one.get(), other.get());
    }
}
