package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

/**
 * A request whose signature was verified, to be counted.
 *
 * @param agent that signed it
 * @param count it has
 * @param machine tag of where it came from, empty where there is none
 */
public record Advance(String agent, long count, String machine) {
    public Advance {
        requireNonNull(agent, "agent is null");
        requireNonNull(machine, "machine is null");
    }
}
