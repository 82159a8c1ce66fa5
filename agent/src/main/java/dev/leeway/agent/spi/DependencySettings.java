package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.archive.Coordinates;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the user said of the places where software is deployed.
 *
 * @param directories searched for libraries of no service, absolute, {@code *} within a name; empty for the usual ones
 * @param exclude places never entered: absolute paths or names, {@code *} within a name and {@code **} across
 * @param services directories of a service's deployment, beside those its processes lead to, by the service's name
 * @param knownArchives what archives of these contents are, by SHA-1 in lower-case hexadecimal digits
 */
public record DependencySettings(
        Optional<List<String>> directories,
        List<String> exclude,
        SortedMap<String, List<String>> services,
        Map<String, Coordinates> knownArchives) {
    /** Nothing said. */
    public static final DependencySettings NONE =
            new DependencySettings(Optional.empty(), List.of(), Collections.emptySortedMap(), Map.of());

    public DependencySettings {
        directories = requireNonNull(directories, "directories are null").map(List::copyOf);
        exclude = List.copyOf(exclude);
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        knownArchives = Map.copyOf(knownArchives);
    }
}
