package dev.leeway.collector.isolation;

import dev.leeway.schema.policy.Network;
import java.util.List;
import java.util.Optional;

/** What an address tells of where a server is. */
final class Whereabouts {
    /** Every host has these for itself, those that engines of containers give out of their own accord among them. */
    private static final List<Network> EVERYWHERE = List.of(
            network("127.0.0.0/8"),
            network("0.0.0.0/8"),
            network("169.254.0.0/16"),
            network("172.17.0.0/16"),
            network("10.88.0.0/16"),
            network("::/127"),
            network("fe80::/10"));

    private Whereabouts() {}

    private static Network network(String text) {
        return Network.of(text).orElseThrow(() -> new IllegalStateException(text));
    }

    /** Whether the address means one place, as long as networks are not told apart. */
    static boolean tells(String address) {
        Optional<Network> network = Network.of(address);
        return network.isPresent() && EVERYWHERE.stream().noneMatch(place -> place.contains(network.get()));
    }
}
