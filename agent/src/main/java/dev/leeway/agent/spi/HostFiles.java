package dev.leeway.agent.spi;

import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files below one root, read within limits.
 *
 * <p>Paths are absolute within the root and use {@code /}. Symbolic links are followed inside the root only: an absolute
 * target starts again at the root, and {@code ..} stops there. Pipes, sockets and devices are never opened, so no read
 * waits for a writer.
 */
public interface HostFiles {
    /** What lies at {@code path} after following links; empty when nothing does. */
    Optional<FileStat> stat(String path) throws HostAccessException;

    /**
     * When what lies at {@code path}, links followed, was made there: a copy or a new file under an old name is younger than
     * what it replaced, whatever time of change it carries. Empty when that cannot be told from its last change.
     */
    default Optional<Instant> born(String path) throws HostAccessException {
        return Optional.empty();
    }

    /**
     * When what lies at {@code path}, links followed, was last changed in whatever way: content, times, owner, permissions,
     * links to it. Nobody can set it back, so content is at least as old. Empty when the file system does not tell.
     */
    default Optional<Instant> changed(String path) throws HostAccessException {
        return Optional.empty();
    }

    /** What lies at {@code path} itself, a link unfollowed; empty when nothing does. */
    Optional<FileStat> statLink(String path) throws HostAccessException;

    /**
     * The whole content of a regular file.
     *
     * @param maxBytes more than this is {@link HostAccessException.Kind#TOO_LARGE}, and nothing is returned
     */
    byte[] read(String path, int maxBytes) throws HostAccessException;

    /** The content, or empty when there is no such file. */
    Optional<byte[]> readIfPresent(String path, int maxBytes) throws HostAccessException;

    /** Opens a regular file for reading at any position; the caller closes it. */
    SeekableByteChannel open(String path) throws HostAccessException;

    /**
     * Names in a directory, sorted.
     *
     * @param maxEntries more than this is {@link HostAccessException.Kind#TOO_LARGE}
     */
    List<String> list(String directory, int maxEntries) throws HostAccessException;

    /** The names in a directory, or none when there is no such directory. */
    List<String> listIfPresent(String directory, int maxEntries) throws HostAccessException;

    /** The target of a symbolic link as written; empty when {@code path} is not a link. */
    Optional<String> readLink(String path) throws HostAccessException;

    /** Where {@code path} ends up after all links, as a path within the root; empty when nothing lies there. */
    Optional<String> resolve(String path) throws HostAccessException;
}
