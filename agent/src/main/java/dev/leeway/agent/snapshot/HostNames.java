package dev.leeway.agent.snapshot;

import java.util.Set;

/**
 * What a host is known by, so that its own name in a value does not set it apart from its peers.
 *
 * @param names short and qualified names
 * @param addresses of its interfaces, in the usual text form, loopback left out
 */
public record HostNames(Set<String> names, Set<String> addresses) {
    /** A host nobody knows by any name. */
    public static final HostNames NONE = new HostNames(Set.of(), Set.of());

    public HostNames {
        names = Set.copyOf(names);
        addresses = Set.copyOf(addresses);
    }
}
