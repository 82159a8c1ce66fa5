package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What the file system says of a path.
 *
 * @param type what lies there
 * @param size in bytes; 0 for most of {@code /proc} whatever it holds
 * @param device number of the file system it lies on
 * @param inode number within the device
 * @param mode permission bits, {@code 0644} as an octal number's value
 * @param uid owner
 * @param gid group
 * @param modified last change of content, by the host's clock
 */
public record FileStat(Type type, long size, long device, long inode, int mode, long uid, long gid, Instant modified) {
    public FileStat {
        requireNonNull(type, "type is null");
        requireNonNull(modified, "modified is null");
    }

    /** What lies at a path. */
    public enum Type {
        FILE,
        DIRECTORY,
        LINK,
        OTHER
    }
}
