package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * A port a process waits on.
 *
 * @param protocol {@code tcp} or {@code udp}, whatever the address family
 * @param port the port; never one the kernel picked at random
 * @param reach from where it can be reached
 */
public record Listener(String protocol, int port, Reach reach) implements Comparable<Listener> {
    private static final Comparator<Listener> ORDER = Comparator.comparing(Listener::protocol)
            .thenComparingInt(Listener::port)
            .thenComparing(Listener::reach);

    public Listener {
        requireNonNull(protocol, "protocol is null");
        requireNonNull(reach, "reach is null");
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("no such port: " + port);
        }
    }

    @Override
    public int compareTo(Listener other) {
        return ORDER.compare(this, other);
    }

    /** From where a port can be reached; the addresses themselves belong to one host and are no fact. */
    public enum Reach {
        LOOPBACK("loopback"),
        /** One address of the host. */
        ADDRESS("address"),
        /** Every address of the host. */
        WILDCARD("wildcard");

        private final String text;

        Reach(String text) {
            this.text = text;
        }

        /** The word used in facts. */
        public String text() {
            return text;
        }
    }
}
