package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One running copy of a service on this host.
 *
 * @param leader the process whose command line, limits and variables stand for the whole; launchers such as {@code tini}
 *     or {@code sh -c} are passed over
 * @param workers everything else that runs for it, sorted by id; how many there are says nothing
 * @param unit systemd unit it runs under, instance included, where it does
 * @param container id or name of the container as the control group tells it, where it runs in one; for finding things,
 *     never for facts
 * @param labels what was taken off the name: {@code slot: blue}, {@code instance: 2}
 * @param listeners the fixed ports its processes wait on, as far as they could be seen
 * @param pod the Kubernetes pod it runs in, where it does
 */
public record Replica(
        HostProcess leader,
        List<HostProcess> workers,
        Optional<String> unit,
        Optional<String> container,
        SortedMap<String, String> labels,
        SortedSet<Listener> listeners,
        Optional<Pod> pod) {
    public Replica {
        requireNonNull(leader, "leader is null");
        requireNonNull(unit, "unit is null");
        requireNonNull(container, "container is null");
        requireNonNull(pod, "pod is null");
        workers = List.copyOf(workers);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        listeners = Collections.unmodifiableSortedSet(new TreeSet<>(listeners));
    }

    /** One that runs in no pod. */
    public Replica(
            HostProcess leader,
            List<HostProcess> workers,
            Optional<String> unit,
            Optional<String> container,
            SortedMap<String, String> labels,
            SortedSet<Listener> listeners) {
        this(leader, workers, unit, container, labels, listeners, Optional.empty());
    }
}
