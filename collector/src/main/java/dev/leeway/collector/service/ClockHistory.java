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
                        host.clockError().isPresent() ? since(environment.name(), host) : Optional.empty();
                hosts.add(since.isPresent() ? host.clockOffSince(since.get()) : host);
            }
            environments.add(new ReportEnvironment(environment.name(), hosts, environment.services()));
        }
        return report.but().environments(environments).build();
    }

    /** Of several that bear one name, as trees of a host and hosts of environments that are one do, it is about the one of the snapshot at hand. */
    private Optional<Instant> since(String environment, ReportHost told) throws StoreException {
        for (StoredHost host : past.hosts()) {
            // A report tells a tree by its root only where it has the host as well.
            boolean named = told.name().equals(host.name()) || told.name().startsWith(host.name() + ":");
            if (named
                    && Environments.canonical(past.policy(), host.environment()).equals(environment)) {
                Optional<Instant> since = since(past.snapshots(host), told.snapshot());
                if (since.isPresent()) {
                    return since;
                }
            }
        }
        return Optional.empty();
    }

    /** When the first of those arrived that end in the snapshot of an id and all tell a clock that is off; empty where it is not among them. */
    private static Optional<Instant> since(List<StoredSnapshot> newestFirst, String id) {
        Optional<Instant> since = Optional.empty();
        for (StoredSnapshot snapshot : newestFirst) {
            if (since.isPresent() || snapshot.id().equals(id)) {
                if (ReportHost.clockError(snapshot.receivedAt(), snapshot.capturedAt())
                        .isEmpty()) {
                    break;
                }
                since = Optional.of(snapshot.receivedAt());
            }
        }
        return since;
    }
}
