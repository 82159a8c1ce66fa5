package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.AddressPattern;

/**
 * Facts that must be comparable, or the result is incomplete.
 *
 * @param match the facts; a pattern that is a whole section key stands for everything in it
 * @param origin where it was written
 */
public record Requirement(AddressPattern match, Origin origin) {
    public Requirement {
        requireNonNull(match, "match is null");
        requireNonNull(origin, "origin is null");
    }
}
