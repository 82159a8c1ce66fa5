package dev.leeway.agent.format.golang;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A module a Go program was built from.
 *
 * @param path of the module
 * @param version as required; {@code (devel)} for a working tree
 * @param sum checksum of its source, {@code h1:...}; empty for working trees
 * @param replacement what was really built in its stead
 */
public record GoModule(String path, String version, Optional<String> sum, Optional<GoModule> replacement) {
    public GoModule {
        requireNonNull(path, "path is null");
        requireNonNull(version, "version is null");
        requireNonNull(sum, "sum is null");
        requireNonNull(replacement, "replacement is null");
    }

    /** The version that was built, a replacement's if there is one. */
    public String effectiveVersion() {
        return replacement.map(GoModule::version).orElse(version);
    }
}
