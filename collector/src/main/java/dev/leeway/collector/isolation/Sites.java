package dev.leeway.collector.isolation;

import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.judge.Whereabouts;
import dev.leeway.schema.report.HostNames;
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
            SortedMap<String, List<Crowd>> seers = new TreeMap<>();
            SortedMap<String, Section> distinct = new TreeMap<>();
            for (Crowd crowd : fleet.crowds(environment)) {
                for (Section section : crowd.sections().values()) {
                    boolean about = section.key().probe().equals(probe)
                            && section.key().subject().isPresent();
                    if (about && section.outcome().observed()) {
                        String mark = fleet.canonical(section.key()).text() + "\n" + section.id();
                        distinct.putIfAbsent(mark, section);
                        seers.computeIfAbsent(mark, unused -> new ArrayList<>()).add(crowd);
                    }
                }
            }
            int here = environment;
            distinct.forEach((mark, section) ->
                    sites.add(site(fleet, here, section, seers.getOrDefault(mark, List.of()), whereabouts)));
        }
        return sites;
    }

    private static SectionSite site(
            Fleet fleet, int environment, Section section, List<Crowd> crowds, Whereabouts whereabouts) {
        Instant seen = Instant.MAX;
        for (Crowd crowd : crowds) {
            seen = crowd.firstStarted().isBefore(seen) ? crowd.firstStarted() : seen;
        }
        return new SectionSite(
                environment,
                fleet.environments().name(environment),
                fleet.canonical(section.key()),
                HostNames.union(crowds.stream().map(Crowd::names).toList()),
                section,
                seen,
                whereabouts);
    }
}
