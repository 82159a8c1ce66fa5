package dev.leeway.agent.host;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Interior;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks through an engine into containers that the kernel does not let this agent see. */
public interface EngineInteriors {
    /** Sees none. */
    EngineInteriors NONE = (engine, containers, dependencies) -> containers.stream()
            .map(container -> {
                SortedSet<String> subject = new TreeSet<>(List.of(container.service()));
                return Interior.unseen(subject, HostAccessException.Kind.DENIED);
            })
            .toList();

    /** The file systems of {@code containers}, those that are alike once, each with what can be seen or why nothing can. */
    List<Interior> of(ContainerEngine engine, List<EngineContainer> containers, DependencySettings dependencies)
            throws InterruptedException;
}
