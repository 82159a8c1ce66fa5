package dev.leeway.agent.service;

import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Listener;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * Everything seen of a host that decides which of its processes are services.
 *
 * @param processes all but the agent's own, sorted by id
 * @param listeners the fixed ports each process waits on, by process id
 * @param passingUnits system units that run to an end or are started by a timer
 * @param firstInContainer ids of processes that are the first of a process id namespace of their own
 * @param insideContainer whether the whole host seen is itself the inside of a container
 * @param configured services named by the configuration, in order
 */
public record Sighting(
        List<HostProcess> processes,
        Map<Integer, SortedSet<Listener>> listeners,
        Set<String> passingUnits,
        Set<Integer> firstInContainer,
        boolean insideContainer,
        List<ServiceMatch> configured) {
    public Sighting {
        processes = List.copyOf(processes);
        listeners = Map.copyOf(listeners);
        passingUnits = Set.copyOf(passingUnits);
        firstInContainer = Set.copyOf(firstInContainer);
        configured = List.copyOf(configured);
    }
}
