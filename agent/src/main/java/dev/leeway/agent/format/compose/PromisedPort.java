package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A port of a container that is to be published.
 *
 * @param port of the container, {@code 8080/tcp}
 * @param address of the host; empty for all of them
 * @param hostPort number or range; empty when the engine is to choose
 * @param certain as for {@link Written}
 * @param place file and line that say so
 * @param own as the container's port is written
 * @param host as address and port of the host are written
 */
public record PromisedPort(
        String port,
        String address,
        Optional<String> hostPort,
        boolean certain,
        String place,
        Written own,
        List<Written> host) {
    public PromisedPort {
        requireNonNull(port, "port is null");
        requireNonNull(address, "address is null");
        requireNonNull(hostPort, "hostPort is null");
        requireNonNull(place, "place is null");
        requireNonNull(own, "own is null");
        host = List.copyOf(host);
    }
}
