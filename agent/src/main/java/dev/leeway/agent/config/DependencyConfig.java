package dev.leeway.agent.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one source of configuration says of the places where software is deployed.
 *
 * @param directories searched for libraries of no service; absent for the usual ones
 * @param exclude places never entered
 * @param services directories of services' deployments, by name
 * @param knownArchives file that says which archives have which SHA-1
 */
public record DependencyConfig(
        Optional<List<String>> directories,
        List<String> exclude,
        SortedMap<String, List<String>> services,
        Optional<Path> knownArchives) {
    /** Nothing said. */
    public static final DependencyConfig NONE =
            new DependencyConfig(Optional.empty(), List.of(), Collections.emptySortedMap(), Optional.empty());

    public DependencyConfig {
        directories = requireNonNull(directories, "directories are null").map(List::copyOf);
        exclude = List.copyOf(exclude);
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
        requireNonNull(knownArchives, "knownArchives is null");
    }

    /** This configuration where it says something, {@code base} where it does not. */
    DependencyConfig over(DependencyConfig base) {
        return new DependencyConfig(
                directories.or(base::directories),
                exclude.isEmpty() ? base.exclude : exclude,
                services.isEmpty() ? base.services : services,
                knownArchives.or(base::knownArchives));
    }

    /**
     * What the probes are told, the file of known archives read.
     *
     * @throws FormatException naming file, line and next step when that file will not do
     */
    public DependencySettings settings() throws FormatException {
        return new DependencySettings(
                directories,
                exclude,
                services,
                knownArchives.isPresent() ? KnownArchivesFile.read(knownArchives.get()) : Map.of());
    }
}
