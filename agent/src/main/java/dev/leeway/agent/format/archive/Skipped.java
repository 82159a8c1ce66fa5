package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

/**
 * Something in an archive that was not looked into, or that readers disagree about.
 *
 * @param archive the archive it lies in, as {@link Archive#path()}
 * @param reason why, in one word
 * @param detail what, in one sentence that names the first place and quotes no content
 * @param count how many times in this archive
 * @param hidden whether archives are among it of which not even the name is told
 */
public record Skipped(String archive, SkipReason reason, String detail, int count, boolean hidden) {
    public Skipped {
        requireNonNull(archive, "archive is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(detail, "detail is null");
    }
}
