package dev.leeway.agent.spi;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which files of settings the user named.
 *
 * @param files by the service or other name they are told under: absolute paths, {@code *} within a name and {@code **} across
 * @param exclude files never read: absolute paths or names, with the same signs
 */
public record ConfigPlaces(SortedMap<String, List<String>> files, List<String> exclude) {
    /** Nothing said. */
    public static final ConfigPlaces NONE = new ConfigPlaces(Collections.emptySortedMap(), List.of());

    public ConfigPlaces {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        exclude = List.copyOf(exclude);
    }
}
