package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.fact.Network;
import java.util.List;

/** What an address tells of where a server is. */
public final class Whereabouts {
    /** Every host has these for itself, whatever anybody says. */
    private static final List<Network> EVERYWHERE =
            networks("127.0.0.0/8", "0.0.0.0/8", "169.254.0.0/16", "::/127", "fe80::/10");

    /**
     * What engines of containers and clusters give of their own accord, on every host alike, unless a policy says that one is a real
     * network, or has a real one in it. The last bridge of Docker's, 172.31.0.0/16, is left out: clouds call their first real network
     * that.
     */
    private static final List<Network> CONTAINERS = networks(
            "172.17.0.0/16",
            "172.18.0.0/16",
            "172.19.0.0/16",
            "172.20.0.0/16",
            "172.21.0.0/16",
            "172.22.0.0/16",
            "172.23.0.0/16",
            "172.24.0.0/16",
            "172.25.0.0/16",
            "172.26.0.0/16",
            "172.27.0.0/16",
            "172.28.0.0/16",
            "172.29.0.0/16",
            "172.30.0.0/16",
            "10.42.0.0/16",
            "10.88.0.0/16",
            "10.244.0.0/16");

    private final List<Network> real;

    private Whereabouts(List<Network> real) {
        // Who lists 10.0.0.0/8 speaks of his hosts, and not of the pods within.
        this.real = real.stream().filter(network -> lies(network, CONTAINERS)).toList();
    }

    /**
     * As the policy tells: a network of an environment is real where it is one that engines of containers give out, or lies in
     * one; a wider one says nothing of those it covers.
     */
    public static Whereabouts of(Environments environments) {
        return new Whereabouts(environments.networks());
    }

    private static List<Network> networks(String... texts) {
        return List.of(texts).stream().map(Whereabouts::network).toList();
    }

    private static Network network(String text) {
        return Network.of(text).orElseThrow(() -> new IllegalStateException(text));
    }

    /** Whether the address means one place, as long as networks are not told apart. */
    public boolean tells(String address) {
        return Network.of(address).filter(network -> !isEverywhere(network)).isPresent();
    }

    /** Whether it is an address, and one that means another place on every host. */
    boolean isEverywhere(String address) {
        return Network.of(address).filter(this::isEverywhere).isPresent();
    }

    private boolean isEverywhere(Network network) {
        return lies(network, EVERYWHERE) || (lies(network, CONTAINERS) && !lies(network, real));
    }

    private static boolean lies(Network network, List<Network> among) {
        return among.stream().anyMatch(place -> place.contains(network));
    }
}
