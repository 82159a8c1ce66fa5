package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Network;
import java.util.List;

/** What an address tells of where a server is. */
public final class Whereabouts {
    /**
     * Every host has these for itself, those that engines of containers and clusters give out of their own accord among them. The last
     * bridge of Docker's, 172.31.0.0/16, is left out: clouds call their first real network that.
     */
    private static final List<Network> EVERYWHERE = List.of(
            network("127.0.0.0/8"),
            network("0.0.0.0/8"),
            network("169.254.0.0/16"),
            network("172.17.0.0/16"),
            network("172.18.0.0/15"),
            network("172.20.0.0/14"),
            network("172.24.0.0/14"),
            network("172.28.0.0/15"),
            network("172.30.0.0/16"),
            network("10.42.0.0/16"),
            network("10.88.0.0/16"),
            network("10.244.0.0/16"),
            network("::/127"),
            network("fe80::/10"));

    private Whereabouts() {}

    private static Network network(String text) {
        return Network.of(text).orElseThrow(() -> new IllegalStateException(text));
    }

    /** Whether the address means one place, as long as networks are not told apart. */
    public static boolean tells(String address) {
        return Network.of(address).filter(network -> !isEverywhere(network)).isPresent();
    }

    /** Whether it is an address, and one that means another place on every host. */
    static boolean isEverywhere(String address) {
        return Network.of(address).filter(Whereabouts::isEverywhere).isPresent();
    }

    private static boolean isEverywhere(Network network) {
        return EVERYWHERE.stream().anyMatch(place -> place.contains(network));
    }
}
