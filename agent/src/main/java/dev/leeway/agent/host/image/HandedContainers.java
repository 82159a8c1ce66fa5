package dev.leeway.agent.host.image;

import dev.leeway.agent.host.EngineInteriors;
import dev.leeway.agent.host.Once;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.Interior;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Containers into which only their engine lets this agent look: by the stream it hands out of what lies at a path. */
public final class HandedContainers implements EngineInteriors, Closeable {
    private final Queue<HandedNodes> opened = new ConcurrentLinkedQueue<>();

    @Override
    public List<Interior> of(ContainerEngine engine, List<EngineContainer> containers, DependencySettings dependencies)
            throws InterruptedException {
        Map<String, List<EngineContainer>> alike = new LinkedHashMap<>();
        Map<String, Boolean> asCreated = new LinkedHashMap<>();
        for (EngineContainer container : containers) {
            WrittenSoftware written = WrittenSoftware.of(engine, container);
            alike.computeIfAbsent(written.state(), unused -> new ArrayList<>()).add(container);
            asCreated.put(written.state(), written.none());
        }
        List<Interior> interiors = new ArrayList<>();
        HandedBudget budget = new HandedBudget(HandedLimits.USUAL.kept());
        for (Map.Entry<String, List<EngineContainer>> each : alike.entrySet()) {
            interiors.add(interior(
                    engine, each.getValue(), dependencies, asCreated.getOrDefault(each.getKey(), false), budget));
        }
        return List.copyOf(interiors);
    }

    private Interior interior(
            ContainerEngine engine,
            List<EngineContainer> containers,
            DependencySettings dependencies,
            boolean asCreated,
            HandedBudget budget)
            throws InterruptedException {
        SortedSet<String> subjects = new TreeSet<>();
        containers.forEach(container -> subjects.add(container.service()));
        String id = containers.get(0).id();
        try {
            if (engine.stat(id, "/").isEmpty()) {
                return Interior.unseen(subjects, Kind.VANISHED);
            }
        } catch (HostAccessException e) {
            return Interior.unseen(subjects, e.kind() == Kind.ABSENT ? Kind.DENIED : e.kind());
        }
        List<String> mounts = containers.stream()
                .flatMap(container -> container.mounts().stream())
                .map(EngineContainer.Mount::destination)
                .distinct()
                .toList();
        HandedNodes nodes = new HandedNodes(engine, id, HandedLimits.USUAL, mounts, budget);
        opened.add(nodes);
        HostFiles files = new ImageFiles(nodes.root(), nodes);
        Once<StartedContainers> started = new Once<>(() -> StartedContainers.of(containers, files, asCreated));
        return Interior.handed(
                subjects,
                new HandedView(files, started, true, dependencies),
                new HandedView(files, started, false, dependencies));
    }

    /** Gives back the temporary files of all containers, when nobody looks any more. */
    @Override
    public void close() throws IOException {
        for (HandedNodes nodes : opened) {
            nodes.close();
        }
    }
}
