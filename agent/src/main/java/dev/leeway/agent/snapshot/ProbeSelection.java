package dev.leeway.agent.snapshot;

import java.util.Set;

/**
 * Which probes were asked for; sections of the others say so instead of being absent.
 *
 * @param only names of the probes wanted; empty for all of them
 * @param skip names of probes left out all the same
 */
public record ProbeSelection(Set<String> only, Set<String> skip) {
    /** Every probe. */
    public static final ProbeSelection ALL = new ProbeSelection(Set.of(), Set.of());

    public ProbeSelection {
        only = Set.copyOf(only);
        skip = Set.copyOf(skip);
    }

    /** Whether the probe of that name was asked for. */
    public boolean requests(String probe) {
        return (only.isEmpty() || only.contains(probe)) && !skip.contains(probe);
    }
}
