package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Everything told of one archive file.
 *
 * @param archive the file's own archive; where it could not be read at all, what its name tells
 * @param skipped what was not looked into, each with the reason; empty when all was
 */
public record ArchiveContent(Archive archive, List<Skipped> skipped) {
    public ArchiveContent {
        requireNonNull(archive, "archive is null");
        skipped = List.copyOf(skipped);
    }
}
