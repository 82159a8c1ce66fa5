package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The file system of an image or a container; links are followed within it, as a process would whose root it is. */
final class ImageFiles implements HostFiles {
    /** As many as the kernel follows. */
    private static final int MAX_LINKS = 40;

    private static final int MAX_LENGTH = 4_096;

    private final Node.Directory root;
    private final NodeSource source;

    /** One all of whose files are known. */
    ImageFiles(Node.Directory root) {
        this(root, NodeSource.KNOWN);
    }

    /** @param source tells of what is asked for */
    ImageFiles(Node.Directory root, NodeSource source) {
        this.root = requireNonNull(root, "root is null");
        this.source = requireNonNull(source, "source is null");
    }

    @Override
    public Optional<FileStat> stat(String path) throws HostAccessException {
        return walk(path, true).map(place -> place.node().stat());
    }

    @Override
    public Optional<FileStat> statLink(String path) throws HostAccessException {
        return walk(path, false).map(place -> place.node().stat());
    }

    @Override
    public byte[] read(String path, int maxBytes) throws HostAccessException {
        return readIfPresent(path, maxBytes).orElseThrow(() -> new HostAccessException(Kind.ABSENT, path));
    }

    @Override
    public Optional<byte[]> readIfPresent(String path, int maxBytes) throws HostAccessException {
        Optional<Place> place = walk(path, true);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        if (place.get().node() instanceof Node.Plain file && file.size() > maxBytes) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        Extent content = content(path, place.get());
        if (content.size() > maxBytes) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        try {
            return Optional.of(content.bytes());
        } catch (IOException e) {
            throw new HostAccessException(Kind.UNREADABLE, path);
        }
    }

    @Override
    public SeekableByteChannel open(String path) throws HostAccessException {
        Place place = walk(path, true).orElseThrow(() -> new HostAccessException(Kind.ABSENT, path));
        return content(path, place).channel();
    }

    private Extent content(String path, Place place) throws HostAccessException {
        if (!(place.node() instanceof Node.Plain file)) {
            throw new HostAccessException(Kind.NOT_A_FILE, path);
        }
        if (!file.readable()) {
            throw new HostAccessException(Kind.UNREADABLE, path);
        }
        return source.content(file, place.inside());
    }

    @Override
    public List<String> list(String directory, int maxEntries) throws HostAccessException {
        Place place = walk(directory, true).orElseThrow(() -> new HostAccessException(Kind.ABSENT, directory));
        return list(directory, place, maxEntries);
    }

    @Override
    public List<String> listIfPresent(String directory, int maxEntries) throws HostAccessException {
        Optional<Place> place = walk(directory, true);
        return place.isEmpty() ? List.of() : list(directory, place.get(), maxEntries);
    }

    private List<String> list(String path, Place place, int maxEntries) throws HostAccessException {
        if (!(place.node() instanceof Node.Directory directory)) {
            throw new HostAccessException(Kind.NOT_A_FILE, path);
        }
        List<String> names = source.names(directory, place.inside());
        if (names.size() > maxEntries) {
            throw new HostAccessException(Kind.TOO_LARGE, path);
        }
        return names;
    }

    @Override
    public Optional<String> readLink(String path) throws HostAccessException {
        Optional<Place> place = walk(path, false);
        return place.isPresent() && place.get().node() instanceof Node.Link link
                ? Optional.of(source.written(link, place.get().inside()))
                : Optional.empty();
    }

    @Override
    public Optional<String> resolve(String path) throws HostAccessException {
        return walk(path, true).map(Place::inside);
    }

    /**
     * Where a path ended up.
     *
     * @param inside free of links, {@code .} and {@code ..}
     */
    private record Place(String inside, Node node) {}

    private Optional<Place> walk(String path, boolean followLast) throws HostAccessException {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("'" + path + "' is not an absolute path");
        }
        Deque<String> ahead = new ArrayDeque<>();
        push(path, ahead, path);
        if (ahead.isEmpty()) {
            source.confirm();
        }
        List<String> names = new ArrayList<>();
        List<Node> way = new ArrayList<>(List.of(root));
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (!(way.get(way.size() - 1) instanceof Node.Directory here)) {
                return Optional.empty();
            }
            if (name.equals("..")) {
                shorten(names, way, Math.max(0, names.size() - 1));
                continue;
            }
            Node next = source.child(here, inside(names), name).orElse(null);
            if (next == null) {
                return Optional.empty();
            }
            if (next instanceof Node.Link link && (followLast || !ahead.isEmpty())) {
                if (++links > MAX_LINKS || ahead.size() > MAX_LENGTH) {
                    throw new HostAccessException(Kind.UNREADABLE, path);
                }
                shorten(names, way, link.target().startsWith("/") ? 0 : names.size());
                push(link.target(), ahead, path);
            } else {
                names.add(name);
                way.add(next);
            }
        }
        return Optional.of(new Place(inside(names), way.get(way.size() - 1)));
    }

    private static String inside(List<String> names) {
        return "/" + String.join("/", names);
    }

    private static void shorten(List<String> names, List<Node> way, int length) {
        names.subList(length, names.size()).clear();
        way.subList(length + 1, way.size()).clear();
    }

    private static void push(String target, Deque<String> ahead, String asked) throws HostAccessException {
        if (target.length() > MAX_LENGTH) {
            throw new HostAccessException(Kind.UNREADABLE, asked);
        }
        int end = target.length();
        while (end > 0) {
            int slash = target.lastIndexOf('/', end - 1);
            String name = target.substring(slash + 1, end);
            if (!name.isEmpty() && !name.equals(".")) {
                ahead.push(name);
            }
            end = slash;
        }
    }
}
