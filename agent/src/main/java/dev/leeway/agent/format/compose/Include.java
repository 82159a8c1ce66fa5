package dev.leeway.agent.format.compose;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Files that another one takes in as if what they say stood there.
 *
 * @param paths of one or of several that are laid over each other, relative to the project; never empty where it makes sense
 * @param directory where relative paths in them begin; empty for that of the first of them
 * @param environment files of variables for them alone; empty for the {@code .env} of their directory
 */
public record Include(List<Written> paths, Optional<Written> directory, Optional<List<Written>> environment) {
    public Include {
        paths = List.copyOf(paths);
        requireNonNull(directory, "directory is null");
        environment = environment.map(List::copyOf);
    }
}
