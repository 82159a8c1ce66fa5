package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A few files without links, held in memory: what a kernel would tell of a process that does not run. */
final class FixedFiles implements HostFiles {
    /** None. */
    static final FixedFiles NONE = new FixedFiles(new TreeMap<>());

    private final SortedMap<String, byte[]> files;
    private final Set<String> closed;

    /** @param files by absolute path */
    FixedFiles(SortedMap<String, byte[]> files) {
        this(files, Set.of());
    }

    /** @param closed paths that would be there, and that nobody lets this agent read */
    FixedFiles(SortedMap<String, byte[]> files, Set<String> closed) {
        this.files = new TreeMap<>(files);
        this.closed = Set.copyOf(closed);
    }

    @Override
    public Optional<FileStat> stat(String path) {
        byte[] content = files.get(path);
        if (content != null) {
            return Optional.of(stat(FileStat.Type.FILE, content.length));
        }
        return names(path).isEmpty() ? Optional.empty() : Optional.of(stat(FileStat.Type.DIRECTORY, 0));
    }

    private static FileStat stat(FileStat.Type type, long size) {
        return new FileStat(type, size, 0, 0, 0444, 0, 0, Instant.EPOCH);
    }

    @Override
    public Optional<FileStat> statLink(String path) {
        return stat(path);
    }

    @Override
    public byte[] read(String path, int maxBytes) throws HostAccessException {
        return readIfPresent(path, maxBytes).orElseThrow(() -> new HostAccessException(Kind.ABSENT, path));
    }

    @Override
    public Optional<byte[]> readIfPresent(String path, int maxBytes) throws HostAccessException {
        if (closed.contains(path)) {
            throw new HostAccessException(Kind.DENIED, path);
        }
        byte[] content = files.get(path);
        if (content != null && content.length > maxBytes) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        return Optional.ofNullable(content).map(byte[]::clone);
    }

    @Override
    public SeekableByteChannel open(String path) throws HostAccessException {
        byte[] content = read(path, Integer.MAX_VALUE);
        return new Extent(new HeldBytes(content), 0, content.length).channel();
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws HostAccessException {
        List<String> names = names(directory);
        if (names.isEmpty()) {
            throw new HostAccessException(Kind.ABSENT, directory);
        }
        return names;
    }

    @Override
    public List<String> listIfPresent(String directory, int maxEntries) throws HostAccessException {
        if (closed.contains(directory)) {
            throw new HostAccessException(Kind.DENIED, directory);
        }
        return names(directory);
    }

    private List<String> names(String directory) {
        String prefix = directory.endsWith("/") ? directory : directory + "/";
        return files.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).split("/", 2)[0])
                .distinct()
                .toList();
    }

    @Override
    public Optional<String> readLink(String path) {
        return Optional.empty();
    }

    @Override
    public Optional<String> resolve(String path) {
        return stat(path).map(there -> path);
    }

    private record HeldBytes(byte[] bytes) implements ByteSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(long position, byte[] into, int offset, int length) {
            int count = (int) Math.min(length, bytes.length - position);
            if (count <= 0) {
                return -1;
            }
            ByteBuffer.wrap(bytes, (int) position, count).get(into, offset, count);
            return count;
        }

        @Override
        public void close() {}
    }
}
