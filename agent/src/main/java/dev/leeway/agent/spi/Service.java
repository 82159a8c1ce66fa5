package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people deploy, as it runs on this host.
 *
 * @param name stable across hosts, restarts and environments
 * @param namedBy which rule named it: {@code configuration}, {@code systemd}, {@code compose}, {@code kubernetes},
 *     {@code spring}, {@code artefact}, {@code python}, {@code node}, {@code executable}
 * @param anchoredBy what makes it a service: {@code configuration}, {@code unit}, {@code container}, {@code supervisor},
 *     {@code listener}
 * @param unit systemd unit it runs under, instance included, where it does
 * @param labels what was taken off the name: {@code slot: blue}, {@code instance: 2}
 * @param processes its replicas' leading processes and their workers, sorted by id
 */
public record Service(
        String name,
        String namedBy,
        String anchoredBy,
        Optional<String> unit,
        SortedMap<String, String> labels,
        List<HostProcess> processes) {
    public Service {
        requireNonNull(name, "name is null");
        requireNonNull(namedBy, "namedBy is null");
        requireNonNull(anchoredBy, "anchoredBy is null");
        requireNonNull(unit, "unit is null");
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        processes = List.copyOf(processes);
    }
}
