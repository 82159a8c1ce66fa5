package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files read on behalf of one section: what is absent is empty, and what is there and cannot be read is recorded as
 * uncovered, so that a probe cannot take the one for the other.
 *
 * <p>The patterns given with a path are those of the facts it could have told of, relative to the section.
 *
 * @param files where paths lie
 * @param section told of what could not be read
 */
public record Reading(HostFiles files, SectionRecorder section) {
    public Reading {
        requireNonNull(files, "files is null");
        requireNonNull(section, "section is null");
    }

    /** The content of a regular file of at most {@code maxBytes}. */
    public Optional<byte[]> bytes(String path, int maxBytes, String... patterns) {
        return attempt(() -> files.readIfPresent(path, maxBytes), patterns);
    }

    /** The content of a text file of at most {@code maxBytes}; what is not UTF-8 in it is replaced. */
    public Optional<String> text(String path, int maxBytes, String... patterns) {
        return bytes(path, maxBytes, patterns).map(content -> new String(content, StandardCharsets.UTF_8));
    }

    /** The one line of a small file, as the kernel writes them, without blanks around it; empty when there is nothing. */
    public Optional<String> line(String path, String... patterns) {
        return text(path, 4096, patterns).map(String::strip).filter(line -> !line.isEmpty());
    }

    /** The first {@code count} bytes of a regular file of any size, fewer when it is shorter. */
    public Optional<byte[]> head(String path, int count, String... patterns) {
        return attempt(() -> firstBytes(path, count), patterns);
    }

    private Optional<byte[]> firstBytes(String path, int count) throws HostAccessException {
        ByteBuffer head = ByteBuffer.allocate(count);
        try (SeekableByteChannel channel = files.open(path)) {
            while (head.hasRemaining()) {
                if (channel.read(head) < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new HostAccessException(HostAccessException.Kind.UNREADABLE, path);
        }
        return Optional.of(Arrays.copyOf(head.array(), head.position()));
    }

    /** The names in a directory, sorted. */
    public List<String> names(String directory, int maxEntries, String... patterns) {
        return attempt(() -> Optional.of(files.listIfPresent(directory, maxEntries)), patterns)
                .orElse(List.of());
    }

    /** What lies at {@code path}, links followed. */
    public Optional<FileStat> stat(String path, String... patterns) {
        return attempt(() -> files.stat(path), patterns);
    }

    /** When what lies at {@code path}, links followed, was made there, as far as that can be told. */
    public Optional<Instant> born(String path, String... patterns) {
        return attempt(() -> files.born(path), patterns);
    }

    /** When anything of what lies at {@code path}, links followed, was last changed. */
    public Optional<Instant> changed(String path, String... patterns) {
        return attempt(() -> files.changed(path), patterns);
    }

    /** Where {@code path} ends up after all links. */
    public Optional<String> resolve(String path, String... patterns) {
        return attempt(() -> files.resolve(path), patterns);
    }

    /** The target of a symbolic link as written. */
    public Optional<String> link(String path, String... patterns) {
        return attempt(() -> files.readLink(path), patterns);
    }

    /** Whether a directory lies at {@code path}, links followed. */
    public boolean isDirectory(String path, String... patterns) {
        return stat(path, patterns)
                .filter(stat -> stat.type() == FileStat.Type.DIRECTORY)
                .isPresent();
    }

    private <T> Optional<T> attempt(Look<T> look, String... patterns) {
        try {
            return look.take();
        } catch (HostAccessException e) {
            if (e.kind() != HostAccessException.Kind.ABSENT) {
                for (String pattern : patterns) {
                    section.uncovered(pattern, e.kind());
                }
            }
            return Optional.empty();
        }
    }

    private interface Look<T> {
        Optional<T> take() throws HostAccessException;
    }
}
