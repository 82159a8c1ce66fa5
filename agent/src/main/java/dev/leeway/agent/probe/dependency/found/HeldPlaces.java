package dev.leeway.agent.probe.dependency.found;

import java.util.HashSet;
import java.util.Set;

/** Files and directories that sections of services tell of, so that nobody tells of them again. Used by many threads. */
public final class HeldPlaces {
    private final Set<String> held = new HashSet<>();

    /** Takes places in, by their real paths. */
    public synchronized void add(Set<String> places) {
        held.addAll(places);
    }

    /** Whether the file or directory at the real path {@code place} was told of. */
    public synchronized boolean contain(String place) {
        return held.contains(place);
    }
}
