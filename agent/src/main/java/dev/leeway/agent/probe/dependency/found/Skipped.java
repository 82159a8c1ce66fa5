package dev.leeway.agent.probe.dependency.found;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostAccessException.Kind;

/**
 * Something that may hold dependencies and was not read.
 *
 * @param path of the file or directory
 * @param kind why, in one of the agreed words
 * @param reason what exactly, without any content
 */
public record Skipped(String path, Kind kind, String reason) {
    public Skipped {
        requireNonNull(path, "path is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(reason, "reason is null");
    }
}
