package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Where the user said that working copies lie.
 *
 * @param places in the order given
 */
public record GitSettings(List<Place> places) {
    /** Nothing said. */
    public static final GitSettings NONE = new GitSettings(List.of());

    public GitSettings {
        places = List.copyOf(places);
    }

    /**
     * One of them.
     *
     * @param directory what is checked out, or a repository; absolute
     * @param name what it is called in every environment; its directory's name where it is left out
     * @param repository where its repository lies, where that is neither in it nor named by it; absolute
     */
    public record Place(String directory, Optional<String> name, Optional<String> repository) {
        public Place {
            requireNonNull(directory, "directory is null");
            requireNonNull(repository, "repository is null");
            requireNonNull(name, "name is null");
        }
    }
}
