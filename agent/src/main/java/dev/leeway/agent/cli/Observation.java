package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.host.HostIdentity;
import dev.leeway.agent.host.image.ImageHost;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.snapshot.Accounting;
import dev.leeway.agent.snapshot.HostNames;
import dev.leeway.agent.snapshot.SnapshotRequest;
import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.SpoolCounts;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Wires configuration, host, probes and redaction together and takes one snapshot. */
final class Observation {
    private final Surroundings around;
    private final AgentConfig config;
    private final HostOptions options;
    private final Redactor redactor;

    Observation(Surroundings around, AgentConfig config, HostOptions options, Redactor redactor) {
        this.around = around;
        this.config = config;
        this.options = options;
        this.redactor = redactor;
    }

    /**
     * Takes the snapshot.
     *
     * @param sequence asked for the snapshot's number
     */
    Snapshot take(LongSupplier sequence) throws FormatException, InterruptedException {
        return take(sequence, Accounting.NONE);
    }

    /** Likewise, keeping account of what each probe cost. */
    Snapshot take(LongSupplier sequence, Accounting accounting) throws FormatException, InterruptedException {
        return take(new Occasion(sequence, accounting, SpoolCounts.NONE, Map.of()));
    }

    /**
     * What there is to be said of a snapshot beside what it sees.
     *
     * @param sequence asked for the snapshot's number
     * @param accounting of what each probe costs
     * @param missed snapshots before it that will not arrive
     * @param suspended probes that are not asked, and why
     */
    record Occasion(LongSupplier sequence, Accounting accounting, SpoolCounts missed, Map<String, String> suspended) {}

    /** Likewise, on this occasion. */
    Snapshot take(Occasion occasion) throws FormatException, InterruptedException {
        HostView host = options.open(around, config);
        if (!host.hasSystem() && host instanceof ImageHost image) {
            try (image) {
                // Nobody but its service has a name there.
                return take(image, new HostIdentity(image.service(), Set.of(), Set.of(), HostKind.TREE), occasion);
            }
        }
        try {
            return take(host, HostIdentity.of(host, options.kernelNames(), onCi()), occasion);
        } finally {
            options.close();
        }
    }

    private Snapshot take(HostView host, HostIdentity identity, Occasion occasion) throws InterruptedException {
        SnapshotTaker taker = new SnapshotTaker(
                around.probes(),
                redactor,
                CatalogueReader::builtIn,
                config.probes().limits(),
                around.clock());
        return taker.take(
                new SnapshotRequest(
                        header(identity),
                        names(identity),
                        options.rootText(),
                        new AgentInfo(
                                Version.current(), CurrentUser.uid(), Optional.of(redactor.rules()), occasion.missed()),
                        occasion.sequence().getAsLong(),
                        config.probes().selection(),
                        occasion.suspended()),
                host,
                occasion.accounting());
    }

    /** Who a snapshot of this running host would be of. */
    Host host() throws FormatException {
        HostView host = options.open(around, config);
        try {
            return header(HostIdentity.of(host, options.kernelNames(), onCi()));
        } finally {
            options.close();
        }
    }

    /** The processes this agent may not look into; none for a mounted tree. */
    List<HostProcess> closed() throws FormatException, InterruptedException {
        if (options.isTree()) {
            return List.of();
        }
        try {
            return ClosedProcesses.of(options.open(around, config));
        } catch (HostAccessException e) {
            return List.of();
        }
    }

    private Host header(HostIdentity identity) {
        // What is examined as a tree stays one, whatever kind of host the tree belongs to.
        HostKind kind =
                identity.kind() == HostKind.TREE ? HostKind.TREE : config.kind().orElse(identity.kind());
        return new Host(
                config.name().orElse(identity.name()), config.environment(), config.role(), kind, config.labels());
    }

    private HostNames names(HostIdentity identity) {
        Set<String> names = new HashSet<>(identity.names());
        config.name().ifPresent(names::add);
        return new HostNames(names, identity.addresses());
    }

    private boolean onCi() {
        String said = around.variables().getOrDefault("CI", "").toLowerCase(Locale.ROOT);
        return !said.isBlank() && !said.equals("false") && !said.equals("0");
    }
}
