package dev.leeway.agent.probe.dependency.found;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.TextBytes;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One search through files, within a budget: what is absent is empty, and what is there and was not read is remembered.
 *
 * <p>Used by one thread.
 */
public final class Survey {
    private final HostFiles files;
    private final SurveyLimits limits;
    private final List<Skipped> skipped = new ArrayList<>();
    private final SortedSet<String> skippedPaths = new TreeSet<>();
    private Optional<Kind> failure = Optional.empty();
    private Optional<Kind> lost = Optional.empty();
    private int looks;
    private boolean spent;

    /** A search of {@code files}. */
    public Survey(HostFiles files, SurveyLimits limits) {
        this.files = requireNonNull(files, "files is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    /** The limits of this search. */
    public SurveyLimits limits() {
        return limits;
    }

    /** What was passed over so far, in the order it was met; one entry for a path. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /** Remembers that {@code path} was passed over; of more than are remembered, that there are more. */
    public void skip(String path, Kind kind, String reason) {
        failure = Optional.of(kind);
        if (skippedPaths.contains(path)) {
            return;
        }
        if (skipped.size() < limits.maxSkips()) {
            skippedPaths.add(path);
            skipped.add(new Skipped(path, kind, reason));
        } else {
            lost = lost.or(() -> Optional.of(kind));
        }
    }

    /** Why the last look saw nothing of what is there, or what was passed over since; empty when it saw what there is. */
    public Optional<Kind> failure() {
        return failure;
    }

    /** Why something was passed over since this was last asked that is not remembered by its path; empty when nothing was. */
    public Optional<Kind> takeLost() {
        Optional<Kind> taken = lost;
        lost = Optional.empty();
        return taken;
    }

    /** The text of a file; empty when it is absent, or skipped as larger than {@code maxBytes}, binary or unreadable. */
    public Optional<String> text(String path, int maxBytes) {
        Optional<byte[]> bytes = attempt(path, () -> files.readIfPresent(path, maxBytes));
        try {
            return bytes.isEmpty() ? Optional.empty() : Optional.of(TextBytes.decode(bytes.get()));
        } catch (MalformedException e) {
            skip(path, Kind.MALFORMED, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** The content of a file; empty when it is absent, or skipped as larger than {@code maxBytes} or unreadable. */
    public Optional<byte[]> bytes(String path, int maxBytes) {
        return attempt(path, () -> files.readIfPresent(path, maxBytes));
    }

    /** What {@code reader} makes of an open file; empty when it cannot be opened or is not what was expected. */
    public <T> Optional<T> read(String path, ChannelReader<T> reader) {
        return attempt(path, () -> {
            try (SeekableByteChannel channel = files.open(path)) {
                return reader.read(channel);
            } catch (IOException e) {
                throw new HostAccessException(Kind.UNREADABLE, path);
            } catch (MalformedException e) {
                skip(path, Kind.MALFORMED, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** The names in a directory, sorted; none when there is no such directory. */
    public List<String> names(String directory) {
        return attempt(directory, () -> Optional.of(files.listIfPresent(directory, limits.maxEntries())))
                .orElse(List.of());
    }

    /** What lies at {@code path}, links followed. */
    public Optional<FileStat.Type> type(String path) {
        return stat(path).map(FileStat::type);
    }

    /** What the file system says of {@code path}, links followed. */
    public Optional<FileStat> stat(String path) {
        return attempt(path, () -> files.stat(path));
    }

    /** When what lies at {@code path}, links followed, was made there, as far as that can be told. */
    public Optional<Instant> born(String path) {
        return attempt(path, () -> files.born(path));
    }

    /** Whether a directory lies at {@code path}, links followed. */
    public boolean isDirectory(String path) {
        return type(path).filter(FileStat.Type.DIRECTORY::equals).isPresent();
    }

    /** Whether a regular file lies at {@code path}, links followed. */
    public boolean isFile(String path) {
        return type(path).filter(FileStat.Type.FILE::equals).isPresent();
    }

    /** Whether {@code path} itself is a symbolic link. */
    public boolean isLink(String path) {
        return link(path).isPresent();
    }

    /** What the file system says of the symbolic link at {@code path}; empty when none is there. */
    public Optional<FileStat> link(String path) {
        return attempt(path, () -> files.statLink(path)).filter(stat -> stat.type() == FileStat.Type.LINK);
    }

    /** Where {@code path} ends up after all links. */
    public Optional<String> resolve(String path) {
        return attempt(path, () -> files.resolve(path));
    }

    private <T> Optional<T> attempt(String path, Look<T> look) {
        failure = Optional.empty();
        if (++looks > limits.maxLooks()) {
            if (spent) {
                failure = Optional.of(Kind.TOO_LARGE);
                lost = lost.or(() -> failure);
            } else {
                spent = true;
                skip(path, Kind.TOO_LARGE, "here and beyond: " + limits.maxLooks() + " looks at files are spent");
            }
            return Optional.empty();
        }
        Optional<T> seen = Optional.empty();
        try {
            seen = look.take();
        } catch (HostAccessException e) {
            if (e.kind() != Kind.ABSENT) {
                skip(path, e.kind(), e.kind().text());
                return seen;
            }
        }
        if (seen.isEmpty() && isUnreadable(path) && failure.isEmpty()) {
            skip(path, Kind.UNREADABLE, "a name that is no text");
        }
        return seen;
    }

    /** Whether a name was listed that is no text in the system's encoding, so that the file cannot be asked for by it. */
    public static boolean isUnreadable(String path) {
        return path.indexOf('\uFFFD') >= 0;
    }

    private interface Look<T> {
        Optional<T> take() throws HostAccessException;
    }

    /** Reads an open file. */
    public interface ChannelReader<T> {
        /** What was found; empty when the file is of another kind. */
        Optional<T> read(SeekableByteChannel channel) throws IOException, MalformedException;
    }
}
