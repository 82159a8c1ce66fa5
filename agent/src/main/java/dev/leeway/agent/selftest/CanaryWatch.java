package dev.leeway.agent.selftest;

import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.snapshot.HostNames;
import dev.leeway.agent.snapshot.ProbeSelection;
import dev.leeway.agent.snapshot.SnapshotLimits;
import dev.leeway.agent.snapshot.SnapshotRequest;
import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.Probe;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes real snapshots of made-up hosts, and keeps what went in and what came out.
 *
 * @param probes every probe there is
 * @param outputs everything a snapshot is turned into
 */
record CanaryWatch(
        List<Probe> probes, Supplier<Catalogue> catalogue, Clock clock, Redactor redactor, CanaryRun.Outputs outputs) {
    private static final Set<Outcome> ENDED_EARLY = Set.of(Outcome.FAILED, Outcome.TIMED_OUT, Outcome.REFUSED);

    /**
     * One host, seen.
     *
     * @param handedOut what was read of it
     * @param heard what probes recorded before anything was hidden
     * @param outputs what came out
     * @param fallen the probes that gave no answer
     */
    record Sight(byte[] handedOut, List<byte[]> heard, List<CanaryRun.Output> outputs, Set<String> fallen) {}

    Sight look(CanaryHost host) throws InterruptedException {
        List<Witness> witnesses = probes.stream().map(Witness::new).toList();
        // One secret lies in many places of a service, and may be hidden in none because it was known from another.
        SnapshotTaker taker = new SnapshotTaker(
                List.copyOf(witnesses), redactor.judgingAlone(), catalogue, SnapshotLimits.DEFAULT, clock);
        Set<String> fallen = new LinkedHashSet<>();
        List<Snapshot> snapshots = new ArrayList<>(List.of(taken(taker, host, fallen)));
        if (host.image().planted()) {
            image(taker, host, fallen).ifPresent(snapshots::add);
        }
        List<CanaryRun.Output> all = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            snapshot.sections().values().stream()
                    .filter(section -> ENDED_EARLY.contains(section.outcome()))
                    .forEach(section -> fallen.add(section.key().probe()));
            all.addAll(outputs.apply(snapshot));
        }
        List<byte[]> heard = new ArrayList<>();
        witnesses.forEach(witness -> heard.add(witness.heard()));
        return new Sight(host.handedOut(), heard, all, fallen);
    }

    private static Optional<Snapshot> image(SnapshotTaker taker, CanaryHost host, Set<String> fallen)
            throws InterruptedException {
        try (CanaryImage image = CanaryImage.of(host.image(), host.handed())) {
            return Optional.of(taker.take(request(), image.host()));
        } catch (IOException e) {
            fallen.add("image");
            return Optional.empty();
        }
    }

    /** Where no socket can be made there is no engine, and the places in its container count as unread. */
    private static Snapshot taken(SnapshotTaker taker, CanaryHost host, Set<String> fallen)
            throws InterruptedException {
        if (!host.container().planted()) {
            return taken(taker, host, ContainerEngine.NONE, fallen);
        }
        try (CanaryEngine engine = CanaryEngine.of(host.container(), host.handed())) {
            return taken(taker, host, engine.asked(), fallen);
        } catch (IOException e) {
            fallen.add("container");
            return taken(taker, host, ContainerEngine.NONE, fallen);
        }
    }

    /** Where no database can be made there is none to look at, and the places in it count as unread. */
    private static Snapshot taken(SnapshotTaker taker, CanaryHost host, ContainerEngine engine, Set<String> fallen)
            throws InterruptedException {
        try (CanaryDatabases.Made made = host.databases().made()) {
            return taker.take(request(), host.view(made.servers(), engine));
        } catch (IOException e) {
            fallen.add("database");
            return taker.take(request(), host.view(DatabaseServers.NONE, engine));
        }
    }

    private static SnapshotRequest request() {
        Host header = new Host(
                "canary", Optional.of("selftest"), Optional.empty(), HostKind.SERVER, Collections.emptySortedMap());
        return new SnapshotRequest(header, HostNames.NONE, "/", new AgentInfo("selftest", 0), 0, ProbeSelection.ALL);
    }
}
