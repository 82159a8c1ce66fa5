package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people deploy, as it runs on this host.
 *
 * @param name stable across hosts, restarts and environments; letters, digits, {@code . _ - + @ :} only
 * @param namedBy which rule named it: {@code configuration}, {@code supervisor}, {@code systemd}, {@code compose},
 *     {@code kubernetes}, {@code spring}, {@code artefact}, {@code python}, {@code node}, {@code container},
 *     {@code executable}
 * @param anchoredBy what makes it a service: {@code configuration}, {@code supervisor}, {@code container}, {@code unit},
 *     {@code listener}
 * @param replicas its running copies, sorted by their leader's id; never empty
 */
public record Service(String name, String namedBy, String anchoredBy, List<Replica> replicas) {
    public Service {
        requireNonNull(name, "name is null");
        requireNonNull(namedBy, "namedBy is null");
        requireNonNull(anchoredBy, "anchoredBy is null");
        replicas = replicas.stream()
                .sorted(Comparator.comparingInt(replica -> replica.leader().pid()))
                .toList();
        if (replicas.isEmpty()) {
            throw new IllegalArgumentException("service '" + name + "' without replica");
        }
    }

    /** The leading processes of its replicas, sorted by id. */
    public List<HostProcess> leaders() {
        return replicas.stream().map(Replica::leader).toList();
    }

    /** Every process of every replica, sorted by id. */
    public List<HostProcess> processes() {
        return replicas.stream()
                .flatMap(replica -> Stream.concat(Stream.of(replica.leader()), replica.workers().stream()))
                .sorted(Comparator.comparingInt(HostProcess::pid))
                .toList();
    }
}
