package dev.leeway.agent.probe.dependency.manifest;

import static java.util.Objects.requireNonNull;

/**
 * One entry of an artefact that is neither a class nor a library.
 *
 * @param name its path within the artefact
 * @param size of its content
 * @param crc of its content
 */
public record ArtefactEntry(String name, long size, int crc) {
    public ArtefactEntry {
        requireNonNull(name, "name is null");
    }
}
