package dev.leeway.agent.probe.dependency.manifest;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One entry of an artefact that is neither a class nor a library.
 *
 * @param name its path within the artefact
 * @param size of its content
 * @param crc of its content
 * @param head its content, where only that tells what it is; absent where nobody asked or it could not be opened
 */
public record ArtefactEntry(String name, long size, int crc, Optional<byte[]> head) {
    public ArtefactEntry {
        requireNonNull(name, "name is null");
        requireNonNull(head, "head is null");
    }
}
