package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Says in one of the agreed words why the file system refused.
 *
 * <p>Decided by exception type and by looking again, never by message: the system's messages follow its locale.
 */
final class Refusals {
    private Refusals() {}

    /**
     * The refusal behind {@code cause}.
     *
     * @param path as the probe named it
     * @param real where that is on the running system
     */
    static HostAccessException of(IOException cause, String path, Path real) {
        return new HostAccessException(kind(cause, real), path);
    }

    private static Kind kind(IOException cause, Path real) {
        if (cause instanceof AccessDeniedException) {
            return Kind.DENIED;
        }
        // Reading a file of a process that has ended fails with an error of its own; its directory is gone by then.
        if (cause instanceof NoSuchFileException || Files.notExists(real, LinkOption.NOFOLLOW_LINKS)) {
            return Kind.VANISHED;
        }
        boolean forbidden = Files.exists(real, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(real);
        return forbidden ? Kind.DENIED : Kind.UNREADABLE;
    }
}
