package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An environment that took part.
 *
 * @param name canonical
 * @param hosts sorted by name
 * @param services canonical names of its services, sorted
 */
public record ReportEnvironment(String name, List<ReportHost> hosts, List<String> services) {
    public ReportEnvironment {
        requireNonNull(name, "name is null");
        hosts = List.copyOf(hosts);
        services = services.stream().sorted().toList();
    }
}
