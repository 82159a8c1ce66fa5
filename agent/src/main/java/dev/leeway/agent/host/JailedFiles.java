package dev.leeway.agent.host;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files below a directory that stands in for {@code /}.
 *
 * <p>Paths are resolved name by name (see {@link JailWalk}), so no link leads out. What is opened was a regular file when
 * it was looked at and is opened without following a link, below a root that someone else may write to step by step (see
 * {@link StepwiseOpen}). A pipe put in its place in that moment could still hold a reader up, which costs that probe its
 * section and nothing else.
 */
public final class JailedFiles implements HostFiles {
    private static final Set<OpenOption> READ_ITSELF = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Pattern HELD = Pattern.compile("/\\d+/fd/\\d+");
    private static final int FIRST_READ = 4096;

    private final Path root;
    private final JailWalk walk;
    private final boolean stepwise;
    private final boolean kernel;

    private JailedFiles(Path root, boolean stepwise, boolean kernel) {
        this.root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
        this.walk = new JailWalk(this.root);
        this.stepwise = stepwise;
        this.kernel = kernel;
    }

    /** The files below {@code root}, a directory of the running system; relative roots start at the working directory. */
    public static JailedFiles at(Path root) {
        // From the system's own root there is no way out that a link could lead.
        return new JailedFiles(root, root.toAbsolutePath().normalize().getNameCount() > 0, false);
    }

    /**
     * A tree of the kernel's, {@code /proc} or {@code /sys}, in which nobody can make links. A regular file that a process
     * holds is opened by its descriptor, {@code /7/fd/3}, even when no path leads to it any more.
     */
    public static JailedFiles kernel(Path root) {
        return new JailedFiles(root, false, true);
    }

    @Override
    public Optional<FileStat> stat(String path) throws HostAccessException {
        return stat(path, walk.follow(path));
    }

    @Override
    public Optional<Instant> born(String path) throws HostAccessException {
        // Where the file system or the runtime does not know, the time of the last change is handed out instead.
        return walk.follow(path)
                .map(Place::attributes)
                .filter(found -> !found.creationTime().equals(found.lastModifiedTime()))
                .map(found -> found.creationTime().toInstant());
    }

    @Override
    public Optional<Instant> changed(String path) throws HostAccessException {
        Optional<Place> place = walk.follow(path);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UnixStat.changed(place.get().real()));
        } catch (IOException e) {
            throw Refusals.of(e, path, place.get().real());
        }
    }

    @Override
    public Optional<FileStat> statLink(String path) throws HostAccessException {
        return stat(path, walk.entry(path));
    }

    private static Optional<FileStat> stat(String path, Optional<Place> place) throws HostAccessException {
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UnixStat.of(place.get().real()));
        } catch (IOException e) {
            throw Refusals.of(e, path, place.get().real());
        }
    }

    @Override
    public byte[] read(String path, int maxBytes) throws HostAccessException {
        return readIfPresent(path, maxBytes).orElseThrow(() -> new HostAccessException(Kind.ABSENT, path));
    }

    @Override
    public Optional<byte[]> readIfPresent(String path, int maxBytes) throws HostAccessException {
        Optional<Place> found = walk.follow(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Place place = found.get();
        if (place.attributes().isRegularFile() && place.attributes().size() > maxBytes) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        try (SeekableByteChannel channel = open(path, place)) {
            return Optional.of(readAll(channel, place.attributes().size(), path, maxBytes));
        } catch (IOException e) {
            throw Refusals.of(e, path, place.real());
        }
    }

    /** Reads to the end whatever size was announced: {@code /proc} announces 0, and files grow while they are read. */
    private static byte[] readAll(SeekableByteChannel channel, long announced, String path, int maxBytes)
            throws IOException, HostAccessException {
        byte[] content = new byte[(int) Math.min(announced > 0 ? announced + 1 : FIRST_READ, maxBytes + 1L)];
        int length = 0;
        while (true) {
            int count = channel.read(ByteBuffer.wrap(content, length, content.length - length));
            if (count < 0) {
                return length == content.length ? content : Arrays.copyOf(content, length);
            }
            length += count;
            if (length > maxBytes) {
                throw new HostAccessException(Kind.TOO_LARGE, path);
            }
            if (length == content.length) {
                content = Arrays.copyOf(content, (int) Math.min(content.length * 2L, maxBytes + 1L));
            }
        }
    }

    @Override
    public SeekableByteChannel open(String path) throws HostAccessException {
        if (kernel && HELD.matcher(path).matches()) {
            return held(path, Path.of(root + path));
        }
        Place place = walk.follow(path).orElseThrow(() -> new HostAccessException(Kind.ABSENT, path));
        try {
            return open(path, place);
        } catch (IOException e) {
            throw Refusals.of(e, path, place.real());
        }
    }

    /** What the kernel itself leads to, wherever it lies: the link's text names another file, or none. */
    private static SeekableByteChannel held(String path, Path real) throws HostAccessException {
        try {
            if (!Files.readAttributes(real, BasicFileAttributes.class).isRegularFile()) {
                throw new HostAccessException(Kind.NOT_A_FILE, path);
            }
            return Files.newByteChannel(real, StandardOpenOption.READ);
        } catch (IOException e) {
            throw Refusals.of(e, path, real);
        }
    }

    private SeekableByteChannel open(String path, Place place) throws IOException, HostAccessException {
        if (!place.attributes().isRegularFile() || EndlessFiles.contain(place.real())) {
            throw new HostAccessException(Kind.NOT_A_FILE, path);
        }
        if (stepwise) {
            Optional<SeekableByteChannel> opened = StepwiseOpen.open(root, place.inside());
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        SeekableByteChannel channel = Files.newByteChannel(place.real(), READ_ITSELF);
        if (place.isStillThere()) {
            return channel;
        }
        channel.close();
        throw new HostAccessException(Kind.VANISHED, path);
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws HostAccessException {
        Place place = walk.follow(directory).orElseThrow(() -> new HostAccessException(Kind.ABSENT, directory));
        return list(directory, place, maxEntries);
    }

    @Override
    public List<String> listIfPresent(String directory, int maxEntries) throws HostAccessException {
        Optional<Place> place = walk.follow(directory);
        return place.isEmpty() ? List.of() : list(directory, place.get(), maxEntries);
    }

    private static List<String> list(String directory, Place place, int maxEntries) throws HostAccessException {
        if (!place.attributes().isDirectory()) {
            throw new HostAccessException(Kind.NOT_A_FILE, directory);
        }
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place.real())) {
            for (Path entry : entries) {
                if (names.size() == maxEntries) {
                    throw new HostAccessException(Kind.TOO_LARGE, directory);
                }
                names.add(String.valueOf(entry.getFileName()));
            }
        } catch (DirectoryIteratorException e) {
            IOException cause = e.getCause() == null ? new IOException(e) : e.getCause();
            throw Refusals.of(cause, directory, place.real());
        } catch (IOException e) {
            throw Refusals.of(e, directory, place.real());
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public Optional<String> readLink(String path) throws HostAccessException {
        Optional<Place> place = walk.entry(path);
        if (place.isEmpty() || !place.get().attributes().isSymbolicLink()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readSymbolicLink(place.get().real()).toString());
        } catch (NoSuchFileException e) {
            // Kernel threads have an `exe` that is a link and leads nowhere.
            return Optional.empty();
        } catch (IOException e) {
            throw Refusals.of(e, path, place.get().real());
        }
    }

    @Override
    public Optional<String> resolve(String path) throws HostAccessException {
        return walk.follow(path).map(Place::inside);
    }
}
