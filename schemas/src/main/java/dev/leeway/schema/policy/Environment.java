package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An environment and the other names it goes by.
 *
 * @param name canonical
 * @param aliases other names in snapshots and rules
 */
public record Environment(String name, List<String> aliases) {
    public Environment {
        requireNonNull(name, "name is null");
        aliases = List.copyOf(aliases);
    }
}
