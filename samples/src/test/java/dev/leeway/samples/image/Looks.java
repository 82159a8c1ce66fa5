package dev.leeway.samples.image;

import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.host.ObservedHost;
import dev.leeway.agent.host.Told;
import dev.leeway.agent.host.docker.LocalEngine;
import dev.leeway.agent.host.image.HandedContainers;
import dev.leeway.agent.host.process.LiveProcesses;
import dev.leeway.agent.probe.BuiltInProbes;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.snapshot.HostNames;
import dev.leeway.agent.snapshot.ProbeSelection;
import dev.leeway.agent.snapshot.SnapshotLimits;
import dev.leeway.agent.snapshot.SnapshotRequest;
import dev.leeway.agent.snapshot.SnapshotTaker;
import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Snapshots of this machine one after another in one process, with the ports that the packaged agent has. */
final class Looks {
    private static final Clock CLOCK = Clock.systemUTC();

    private Looks() {}

    /** What all default probes tell of {@code subjects}, line by line, with the ids of their sections. */
    static SortedMap<String, String> at(Set<String> subjects) throws InterruptedException {
        Path processes = Path.of("/proc");
        JailedFiles files = JailedFiles.at(Path.of("/"));
        JailedFiles kernel = JailedFiles.kernel(processes);
        LocalEngine engine = new LocalEngine(Path.of("/"), Map.of(), List.of());
        ObservedHost host = ObservedHost.running(
                files,
                kernel,
                JailedFiles.kernel(Path.of("/sys")),
                new LiveProcesses(
                        files,
                        kernel,
                        process -> JailedFiles.at(processes.resolve(process.pid() + "/root")),
                        List.of(),
                        engine),
                new Told(
                        Optional.empty(),
                        DependencySettings.NONE,
                        DatabaseServers.NONE,
                        engine,
                        new HandedContainers(),
                        ConfigPlaces.NONE,
                        HostSettings.NONE,
                        CLOCK.instant()));
        SnapshotTaker taker = new SnapshotTaker(
                BuiltInProbes.all(),
                Redactor.keyless(RedactionRules.published()),
                CatalogueReader::builtIn,
                SnapshotLimits.DEFAULT,
                CLOCK);
        Host header = new Host("test", Optional.of("test"), Optional.empty(), HostKind.SERVER, new TreeMap<>());
        Snapshot snapshot = taker.take(
                new SnapshotRequest(header, HostNames.NONE, "/", new AgentInfo("test", 0), 0, ProbeSelection.ALL),
                host);
        SortedMap<String, String> lines = new TreeMap<>();
        for (Section section : snapshot.sections().values()) {
            if (section.key().subject().filter(subjects::contains).isPresent()) {
                String key = section.key().text();
                lines.put(
                        key,
                        section.id() + " " + section.outcome().text()
                                + section.reason().orElse(""));
                section.facts().forEach((path, value) -> lines.put(key + "/" + path, value.display()));
                section.uncovered()
                        .forEach(
                                gap -> lines.put(key + " lacks " + gap.pattern().text(), gap.reason()));
            }
        }
        return Collections.unmodifiableSortedMap(lines);
    }
}
