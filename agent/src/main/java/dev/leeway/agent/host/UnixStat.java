package dev.leeway.agent.host;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.FileStat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/** Reads everything {@link FileStat} holds with a single system call and without looking up user names. */
final class UnixStat {
    private static final String WANTED = "unix:mode,size,dev,ino,uid,gid,lastModifiedTime";
    private static final int TYPE_BITS = 0170000;
    private static final int PERMISSION_BITS = 07777;

    private UnixStat() {}

    /** What lies at {@code place}, a link unfollowed. */
    static FileStat of(Path place) throws IOException {
        Map<String, Object> found = Files.readAttributes(place, WANTED, LinkOption.NOFOLLOW_LINKS);
        int mode = (int) number(found, "mode");
        return new FileStat(
                type(mode & TYPE_BITS),
                number(found, "size"),
                number(found, "dev"),
                number(found, "ino"),
                mode & PERMISSION_BITS,
                number(found, "uid"),
                number(found, "gid"),
                ((FileTime) requireNonNull(found.get("lastModifiedTime"))).toInstant());
    }

    /** When anything of what lies at {@code place} was last changed, a link unfollowed. */
    static Instant changed(Path place) throws IOException {
        FileTime time = (FileTime) Files.getAttribute(place, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        return requireNonNull(time).toInstant();
    }

    private static long number(Map<String, Object> found, String name) {
        return ((Number) requireNonNull(found.get(name))).longValue();
    }

    private static FileStat.Type type(int bits) {
        return switch (bits) {
            case 0100000 -> FileStat.Type.FILE;
            case 0040000 -> FileStat.Type.DIRECTORY;
            case 0120000 -> FileStat.Type.LINK;
            default -> FileStat.Type.OTHER;
        };
    }
}
