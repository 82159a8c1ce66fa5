package dev.leeway.agent.host.docker;

import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.spi.ContainerEngine.PathStat;
import dev.leeway.agent.spi.FileStat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

/** What lies at a path of a container, from the header that engines put it into. */
final class PathAnswer {
    static final String HEADER = "X-Docker-Container-Path-Stat";

    /** The engine's own bits, which are not those of the kernel. */
    private static final long DIRECTORY = 1L << 31;

    private static final long LINK = 1L << 27;
    private static final long OTHER = (1L << 26) | (1L << 25) | (1L << 24) | (1L << 21) | (1L << 19);
    private static final long SET_USER = 1L << 23;
    private static final long SET_GROUP = 1L << 22;
    private static final long STICKY = 1L << 20;
    private static final int PERMISSIONS = 0777;

    private PathAnswer() {}

    static Optional<PathStat> read(String header) {
        try {
            String json = new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
            return JsonText.read(json).map(Fields::of).map(PathAnswer::stat);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PathStat stat(Fields answer) {
        long mode = answer.number("mode").orElse(0);
        return new PathStat(
                type(mode),
                answer.number("size").orElse(0),
                (int) (mode & PERMISSIONS) | special(mode),
                answer.text("mtime").flatMap(PathAnswer::moment).orElse(Instant.EPOCH),
                answer.text("linkTarget").filter(target -> (mode & LINK) != 0));
    }

    private static int special(long mode) {
        return ((mode & SET_USER) == 0 ? 0 : 04000)
                | ((mode & SET_GROUP) == 0 ? 0 : 02000)
                | ((mode & STICKY) == 0 ? 0 : 01000);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static FileStat.Type type(long mode) {
        if ((mode & DIRECTORY) != 0) {
            return FileStat.Type.DIRECTORY;
        }
        return (mode & LINK) != 0 ? FileStat.Type.LINK : (mode & OTHER) != 0 ? FileStat.Type.OTHER : FileStat.Type.FILE;
    }
}
