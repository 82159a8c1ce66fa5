package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Deliveries;
import dev.leeway.collector.service.RotInDoubt;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The reports that a collector makes by itself: what {@code leeway report --store} would say, with the policy as it is at the time. */
final class StoreReports implements ReportMaker {
    private final SnapshotStore store;
    private final Optional<String> policyName;
    private final Surroundings surroundings;
    private final Duration silence;
    private final Catalogue catalogue = CatalogueReader.builtIn();

    /**
     * Those of a store.
     *
     * @param silence after what time without a snapshot a host is silent
     */
    StoreReports(SnapshotStore store, Optional<String> policyName, Duration silence, Surroundings surroundings) {
        this.silence = silence;
        this.store = store;
        this.policyName = policyName;
        this.surroundings = surroundings;
    }

    @Override
    public Report make(Instant asOf, Optional<Instant> then, Optional<Report> previous)
            throws MakingException, StoreException {
        try {
            PolicyFile file = PolicyFile.named(policyName, surroundings);
            List<StoredHost> hosts = store.hosts();
            SnapshotFolder found = store.read(then.isPresent() ? store.at(hosts, then.get()) : store.newest(hosts, 0));
            Inputs inputs = inputs(found, file.policy());
            if (inputs.sides().isEmpty()) {
                throw new CommandFailure("there is no snapshot that names an environment");
            }
            return report(inputs, file, asOf, previous);
        } catch (CommandFailure | FormatException e) {
            throw new MakingException(String.valueOf(e.getMessage()), e);
        }
    }

    private Inputs inputs(SnapshotFolder found, Policy policy) {
        List<UnreadFile> unread = new ArrayList<>(found.unread());
        Map<String, List<SnapshotFile>> byEnvironment = new TreeMap<>();
        for (SnapshotFile file : found.snapshots()) {
            Optional<String> own = file.snapshot().host().environment();
            if (own.isEmpty()) {
                unread.add(new UnreadFile(file.name(), file.name() + ": names no environment"));
            } else {
                byEnvironment
                        .computeIfAbsent(Environments.canonical(policy, own.get()), any -> new ArrayList<>())
                        .add(file);
            }
        }
        List<Side> sides = new ArrayList<>();
        byEnvironment.forEach((name, files) -> sides.add(Side.of(name, files)));
        return new Inputs(sides, new FolderFindings(unread, 0, 0, List.of()), List.of());
    }

    private Report report(Inputs inputs, PolicyFile file, Instant asOf, Optional<Report> previous)
            throws CommandFailure, FormatException {
        Set<String> probes = inputs.probes();
        probes.addAll(FleetReport.probes(catalogue));
        file.check(probes);
        Optional<Report> earlier = previous.filter(report -> !report.asOf().isAfter(asOf));
        Report report = Comparison.compare(
                inputs.sides(),
                file.policy(),
                catalogue,
                new ComparisonOptions(asOf, Severity.MEDIUM, List.of(), List.of(), List.of(), false, earlier)
                        .overFleet(silence));
        Report told = inputs.findings().addTo(report, List.of());
        Report delivered = Deliveries.addTo(told, file.policy(), file.fleet(), List.of(), List.of());
        return RotInDoubt.without(
                delivered,
                file.policy(),
                file.fleet(),
                !inputs.findings().unread().isEmpty());
    }

    /** Reads a policy once, so that one that is wrong is told before anything is begun. */
    static void check(Optional<String> policyName, Surroundings surroundings) throws CommandFailure, FormatException {
        PolicyFile.named(policyName, surroundings);
    }
}
