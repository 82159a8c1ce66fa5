package dev.leeway.agent.probe.config;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostFiles;

/**
 * A file of settings that was found.
 *
 * @param files where it lies
 * @param path absolute there
 * @param key what it is called in facts
 */
record ConfigFile(HostFiles files, String path, String key) {
    ConfigFile {
        requireNonNull(files, "files is null");
        requireNonNull(path, "path is null");
        requireNonNull(key, "key is null");
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
