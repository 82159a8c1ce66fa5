package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

/**
 * Something in an archive that was not looked into, or that readers disagree about.
 *
 * @param archive the archive it lies in, as {@link Archive#path()}
 * @param reason why, in one word
 * @param detail what, in one sentence that names the first place and quotes no content
 * @param count how many times in this archive
 */
public record Skipped(String archive, SkipReason reason, String detail, int count) {
    public Skipped {
        requireNonNull(archive, "archive is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
    }
}
