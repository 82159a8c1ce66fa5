package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Subject;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who took part in a comparison. */
final class Participants {
    private static final String SERVICE = "service";

    private Participants() {}

    static List<ReportEnvironment> of(ComparisonRun run) {
        Map<String, Map<String, ReportHost>> then = earlier(run);
        List<ReportEnvironment> environments = new ArrayList<>();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            List<ReportHost> hosts = new ArrayList<>();
            for (AlignedHost host : run.fleet.hosts(environment)) {
                hosts.add(clock(host(host), then.getOrDefault(run.environments.name(environment), Map.of())));
            }
            environments.add(
                    new ReportEnvironment(run.environments.name(environment), hosts, services(run, environment)));
        }
        return environments;
    }

    /** The hosts of the earlier report, by their names and those of their environments. */
    private static Map<String, Map<String, ReportHost>> earlier(ComparisonRun run) {
        Map<String, Map<String, ReportHost>> earlier = new HashMap<>();
        run.options
                .previous()
                .ifPresent(report -> report.environments().forEach(environment -> {
                    Map<String, ReportHost> hosts = earlier.computeIfAbsent(environment.name(), any -> new HashMap<>());
                    environment.hosts().forEach(host -> hosts.put(host.name(), host));
                }));
        return earlier;
    }

    /** A clock that is off is so since the earlier report knows it to be, or since the snapshot at hand arrived. */
    private static ReportHost clock(ReportHost host, Map<String, ReportHost> then) {
        if (host.clockError().isEmpty()) {
            return host;
        }
        Optional<ReportHost> before = Optional.ofNullable(then.get(host.name()))
                .filter(each -> each.clockError().isPresent());
        return host.clockOffSince(before.flatMap(ReportHost::clockOffSince)
                .or(() -> before.flatMap(ReportHost::receivedAt))
                .or(host::receivedAt)
                .orElse(host.capturedAt()));
    }

    private static ReportHost host(AlignedHost host) {
        Snapshot snapshot = host.snapshot();
        return new ReportHost(
                host.name(),
                snapshot.host().kind(),
                snapshot.host().role(),
                snapshot.id(),
                snapshot.capturedAt(),
                snapshot.agent().version(),
                host.receivedAt(),
                snapshot.host().isEphemeral());
    }

    private static List<String> services(ComparisonRun run, int environment) {
        List<String> services = new ArrayList<>();
        for (Subject subject : run.census.subjects()) {
            if (subject.kind().equals(SERVICE) && run.census.presence(subject, environment) == Census.Presence.HERE) {
                services.add(subject.name());
            }
        }
        return services;
    }
}
