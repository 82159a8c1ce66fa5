package dev.leeway.collector.isolation;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.judge.Whereabouts;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What every environment says of databases and of what its services connect to; what hosts saw alike is one. */
record Sites(List<SectionSite> databases, List<SectionSite> connections) {
    Sites {
        databases = List.copyOf(databases);
        connections = List.copyOf(connections);
    }

    static Sites of(Fleet fleet) {
        return new Sites(of(fleet, "database"), of(fleet, "connection"));
    }

    private static List<SectionSite> of(Fleet fleet, String probe) {
        List<SectionSite> sites = new ArrayList<>();
        Whereabouts whereabouts = Whereabouts.of(fleet.environments());
        for (int environment = 0; environment < fleet.environments().size(); environment++) {
            SortedMap<String, SectionSite> distinct = new TreeMap<>();
            for (AlignedHost host : fleet.hosts(environment)) {
                for (Section section : host.snapshot().sections().values()) {
                    boolean about = section.key().probe().equals(probe)
                            && section.key().subject().isPresent();
                    if (about && section.outcome().observed()) {
                        SectionKey key = fleet.canonical(section.key());
                        Instant seen = host.snapshot().startedAt();
                        String name = fleet.environments().name(environment);
                        SectionSite site = new SectionSite(
                                environment, name, key, List.of(host.name()), section, seen, whereabouts);
                        distinct.merge(key.text() + "\n" + section.id(), site, Sites::both);
                    }
                }
            }
            sites.addAll(distinct.values());
        }
        return sites;
    }

    private static SectionSite both(SectionSite one, SectionSite other) {
        List<String> hosts = new ArrayList<>(one.hosts());
        hosts.addAll(other.hosts());
        Instant seen = one.seen().isBefore(other.seen()) ? one.seen() : other.seen();
        return new SectionSite(
                one.environment(), one.environmentName(), one.key(), hosts, one.section(), seen, one.whereabouts());
    }
}
