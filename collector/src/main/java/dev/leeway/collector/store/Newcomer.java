package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

/**
 * An agent of which nothing was stored when it was looked at. The first that is begins a new count of its host, behind all that is there, unless
 * the host goes on with the one it had.
 *
 * @param agent its name
 * @param arrived the highest count of its snapshots that had been acknowledged when it joined, by whomever and under whatever name; 0 where none
 *     had, as of one that was rebuilt, or it does not tell
 */
public record Newcomer(String agent, long arrived) {
    public Newcomer {
        requireNonNull(agent, "agent is null");
    }
}
