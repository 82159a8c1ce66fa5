package dev.leeway.agent.probe.dependency.node;

import static java.util.Objects.requireNonNull;

/**
 * A Node package found installed.
 *
 * @param name as its own {@code package.json} says
 * @param version likewise
 * @param path of its directory, or of its entry in a Plug'n'Play table
 * @param depth how many {@code node_modules} directories deep it lies, from 1; 1 for all of pnpm's store and of
 *     Plug'n'Play, which do not nest
 * @param linked whether it is a working tree that {@code node_modules} only links to
 */
public record NodePackage(String name, String version, String path, int depth, boolean linked) {
    public NodePackage {
        requireNonNull(name, "name is null");
        requireNonNull(version, "version is null");
        requireNonNull(path, "path is null");
    }
}
