package dev.leeway.collector.isolation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An endpoint of one environment that leads to a database of another.
 *
 * @param endpoint whose it is
 * @param sure whether address and port, or a target that services of both name, say so; else the name of the database does
 */
record Road(Endpoint endpoint, boolean sure) {
    /**
     * The roads from the environment of {@code guest} to a server that {@code host} is known to be on too.
     *
     * @param all endpoints of every environment
     */
    static List<Road> to(SectionSite guest, SectionSite host, List<Endpoint> all) {
        Set<String> targets = new HashSet<>();
        for (Endpoint each : all) {
            if (each.site().environment() == host.environment() && each.names(host)) {
                targets.addAll(each.site().texts(each.path("target")));
            }
        }
        List<Road> roads = new ArrayList<>();
        for (Endpoint each : all) {
            if (each.site().environment() == guest.environment()) {
                boolean shared = each.site().texts(each.path("target")).stream().anyMatch(targets::contains);
                if (each.reaches(host) || shared) {
                    roads.add(new Road(each, true));
                } else if (each.names(guest)) {
                    roads.add(new Road(each, false));
                }
            }
        }
        return roads;
    }
}
