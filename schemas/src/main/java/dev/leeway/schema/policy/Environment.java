package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Network;
import java.util.List;

/**
 * An environment and the other names it goes by.
 *
 * @param name canonical
 * @param aliases other names in snapshots and rules
 * @param networks from which its hosts and people come, as far as the policy says
 * @param words that mean it in its own values, though nobody calls it so
 */
public record Environment(String name, List<String> aliases, List<Network> networks, List<String> words) {
    public Environment {
        requireNonNull(name, "name is null");
        aliases = List.copyOf(aliases);
        networks = List.copyOf(networks);
        words = List.copyOf(words);
    }

    /** An environment without words of its own. */
    public Environment(String name, List<String> aliases, List<Network> networks) {
        this(name, aliases, networks, List.of());
    }

    /** An environment whose networks nobody told. */
    public Environment(String name, List<String> aliases) {
        this(name, aliases, List.of());
    }
}
