package dev.leeway.collector.service;

import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which facts each environment of a comparison holds, under the names that reports give them. */
public final class HeldAddresses {
    private HeldAddresses() {}

    /**
     * The addresses that {@code pattern} matches, by the canonical name of each environment.
     *
     * @param asOf the moment the comparison speaks of
     */
    public static SortedMap<String, SortedSet<String>> of(
            List<Side> sides, AddressPattern pattern, Policy policy, Catalogue catalogue, Instant asOf) {
        Map<String, List<Snapshot>> snapshots = new HashMap<>();
        for (Side side : sides) {
            snapshots
                    .computeIfAbsent(Environments.canonical(policy, side.environment()), any -> new ArrayList<>())
                    .addAll(side.snapshots());
        }
        Set<String> unnamed =
                sides.stream().filter(Side::unnamed).map(Side::environment).collect(Collectors.toSet());
        Environments environments =
                Environments.of(policy, sides.stream().map(Side::environment).toList(), unnamed);
        List<List<Snapshot>> ordered = new ArrayList<>();
        environments.names().forEach(name -> ordered.add(snapshots.getOrDefault(name, List.of())));
        Fleet fleet = new Fleet(environments, ordered, policy, catalogue, asOf);
        SortedMap<String, SortedSet<String>> held = new TreeMap<>();
        for (int environment = 0; environment < environments.size(); environment++) {
            SortedSet<String> own = held.computeIfAbsent(environments.name(environment), any -> new TreeSet<>());
            for (Crowd crowd : fleet.crowds(environment)) {
                crowd.sections().values().forEach(section -> {
                    String opening = fleet.canonical(section.key()).text() + "/";
                    section.facts().forEach((path, value) -> {
                        if (pattern.matches(opening + path)) {
                            own.add(opening + path);
                        }
                    });
                });
            }
        }
        return held;
    }
}
