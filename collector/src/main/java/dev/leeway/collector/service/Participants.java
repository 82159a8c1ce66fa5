package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Subject;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Who took part in a comparison. */
final class Participants {
    private static final String SERVICE = "service";

    private Participants() {}

    static List<ReportEnvironment> of(ComparisonRun run) {
        List<ReportEnvironment> environments = new ArrayList<>();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            List<ReportHost> hosts = new ArrayList<>();
            for (AlignedHost host : run.fleet.hosts(environment)) {
                hosts.add(host(host));
            }
            environments.add(
                    new ReportEnvironment(run.environments.name(environment), hosts, services(run, environment)));
        }
        return environments;
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
