package dev.leeway.collector.service;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Since when clocks of hosts are off, as a store remembers it: from the first of the snapshots in a row that tell so. */
final class ClockHistory {
    private final Past past;

    ClockHistory(Past past) {
        this.past = past;
    }

    /** The same report, with that of each host whose clock is off now. */
    Report told(Report report) throws StoreException {
        List<ReportEnvironment> environments = new ArrayList<>();
        for (ReportEnvironment environment : report.environments()) {
            List<ReportHost> hosts = new ArrayList<>();
            for (ReportHost host : environment.hosts()) {
                Optional<Instant> since =
                        host.clockError().isPresent() ? since(environment.name(), host.name()) : Optional.empty();
                hosts.add(since.isPresent() ? host.clockOffSince(since.get()) : host);
            }
            environments.add(new ReportEnvironment(environment.name(), hosts, environment.services()));
        }
        return report.but().environments(environments).build();
    }

    private Optional<Instant> since(String environment, String name) throws StoreException {
        Optional<Instant> since = Optional.empty();
        for (StoredHost host : past.hosts()) {
            if (host.name().equals(name)
                    && Environments.canonical(past.policy(), host.environment()).equals(environment)) {
                for (StoredSnapshot snapshot : past.snapshots(host)) {
                    if (ReportHost.clockError(snapshot.receivedAt(), snapshot.capturedAt())
                            .isEmpty()) {
                        break;
                    }
                    since = Optional.of(snapshot.receivedAt());
                }
            }
        }
        return since;
    }
}
