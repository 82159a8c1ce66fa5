package dev.leeway.collector.policy;

import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Environments made up of a few facts, and the comparison of them: what a policy says of a case is found out by having the
 * case judged.
 *
 * <p>Every host has every section that some host has a fact in, so that a fact it lacks is missing, not unknown.
 */
final class Staged {
    private final SortedMap<String, List<SortedMap<String, Value>>> hosts = new TreeMap<>();
    private final Map<String, Map<SectionKey, Outcome>> unseen = new LinkedHashMap<>();
    private final SortedSet<SectionKey> sections = new TreeSet<>();
    private final Catalogue catalogue;
    private final SortedMap<String, Integer> revisions = new TreeMap<>();

    Staged(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Adds a host with these facts, by address. */
    Staged host(String environment, Map<Address, Value> facts) {
        SortedMap<String, Value> own = new TreeMap<>();
        facts.forEach((address, value) -> {
            own.put(address.text(), value);
            speaksOf(address);
        });
        hosts.computeIfAbsent(environment, unused -> new ArrayList<>()).add(own);
        return this;
    }

    /** Adds a host that lacks what others have. */
    Staged bare(String environment) {
        return host(environment, Map.of());
    }

    /** Makes every host tell of the fact, if only that it is not there. */
    Staged speaksOf(Address address) {
        sections.add(address.section());
        int since = catalogue.entry(address).map(FactEntry::since).orElse(1);
        revisions.merge(address.section().probe(), since, Math::max);
        return this;
    }

    /** Has a section of an environment come to {@code outcome} on all of its hosts. */
    Staged unseen(String environment, SectionKey key, Outcome outcome) {
        sections.add(key);
        unseen.computeIfAbsent(environment, unused -> new LinkedHashMap<>()).put(key, outcome);
        return this;
    }

    /** The comparison of all environments. */
    Report report(Policy policy, Instant asOf, Optional<Report> previous) {
        return Comparison.compare(
                sides(asOf),
                policy,
                catalogue,
                new ComparisonOptions(asOf, Severity.INFO, List.of(), List.of(), List.of(), false, previous));
    }

    /** The environments, each with a snapshot of every host, taken at {@code asOf}. */
    List<Side> sides(Instant asOf) {
        List<Side> sides = new ArrayList<>();
        hosts.forEach((environment, own) -> {
            List<Snapshot> snapshots = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                snapshots.add(snapshot(environment, environment + "-" + (i + 1), own.get(i), asOf));
            }
            sides.add(new Side(environment, snapshots));
        });
        return sides;
    }

    private Snapshot snapshot(String environment, String name, SortedMap<String, Value> facts, Instant asOf) {
        List<Section> all = new ArrayList<>();
        for (SectionKey key : sections) {
            Outcome outcome = unseen.getOrDefault(environment, Map.of()).getOrDefault(key, Outcome.COLLECTED);
            Facts.Builder builder = new Facts.Builder();
            if (outcome.observed()) {
                String opening = key.text() + "/";
                facts.forEach((address, value) -> {
                    if (address.startsWith(opening)) {
                        builder.add(address.substring(opening.length()), value);
                    }
                });
            }
            all.add(Sections.of(
                    key,
                    revisions.getOrDefault(key.probe(), 1),
                    outcome,
                    builder.build(),
                    List.of(),
                    new TreeMap<>(),
                    outcome.observed() ? Optional.empty() : Optional.of("as the case says")));
        }
        Host host = new Host(name, Optional.of(environment), Optional.empty(), HostKind.SERVER, new TreeMap<>());
        return Snapshots.of(1, host, asOf, asOf, "/", new AgentInfo("0", 0), all);
    }
}
