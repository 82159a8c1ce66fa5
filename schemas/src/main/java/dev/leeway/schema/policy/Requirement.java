package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;

/**
 * Facts that must be comparable, or the result is incomplete.
 *
 * @param match the facts; a pattern that is a whole section key stands for everything in it
 * @param everyHost whether each host of an environment that has them must have been seen, or one of them is enough
 * @param origin where it was written
 */
public record Requirement(AddressPattern match, boolean everyHost, Origin origin) {
    public Requirement {
        requireNonNull(match, "match is null");
        requireNonNull(origin, "origin is null");
    }
}
