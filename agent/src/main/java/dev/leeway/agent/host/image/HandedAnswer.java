package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/** What an engine hands out at once: a file, or a directory with all that lies below, as a tar stream. */
final class HandedAnswer {
    private HandedAnswer() {}

    /** The content of a file that is not there yet. */
    static Extent later(long size) {
        return new Extent(new Later(size), 0, size);
    }

    /** Whether it is not there yet. */
    static boolean isLater(Extent content) {
        return content.source() instanceof Later;
    }

    private record Later(long size) implements ByteSource {
        @Override
        public int read(long position, byte[] into, int offset, int length) throws IOException {
            throw new IOException("was not handed out yet");
        }

        @Override
        public void close() {}
    }

    /** Reads answers, and keeps what they hold; used by one thread at a time. */
    static final class Reader implements Closeable {
        private final HandedLimits limits;
        private final Predicate<String> mounted;
        private final HandedBudget budget;
        private final Set<Node> written = Collections.newSetFromMap(new IdentityHashMap<>());
        private volatile @Nullable Spool spool;
        private volatile boolean closed;
        private int numbers;

        /**
         * @param mounted whether a path lies in what was mounted into the container
         * @param budget of the whole snapshot
         */
        Reader(HandedLimits limits, Predicate<String> mounted, HandedBudget budget) {
            this.limits = limits;
            this.mounted = mounted;
            this.budget = budget;
        }

        /** A number that no other node of this container has. */
        int number() {
            return ++numbers;
        }

        /** Whether it was read from an answer, and tells its target as written. */
        boolean wrote(Node.Link link) {
            return written.contains(link);
        }

        /** What lies at {@code inside}. */
        Node read(ContainerEngine engine, String container, String inside)
                throws HostAccessException, InterruptedException {
            ImageTree tree = new ImageTree(limits.entries(), numbers);
            // Twice the contents is more than the headers around them take.
            engine.archive(container, inside, 2 * limits.bytes(), stream -> read(stream, inside, tree));
            numbers = tree.number();
            List<String> path = path(inside);
            return tree.find(path.isEmpty() ? path : path.subList(path.size() - 1, path.size()))
                    .orElseThrow(() -> new HostAccessException(Kind.VANISHED, inside));
        }

        private static List<String> path(String inside) {
            return inside.equals("/") ? List.of() : List.of(inside.substring(1).split("/"));
        }

        private void read(InputStream stream, String inside, ImageTree tree) throws HostAccessException {
            List<String> asked = path(inside);
            String above = inside.substring(0, inside.lastIndexOf('/') + 1);
            LayerReader layer = new LayerReader(tree, 0);
            UnpackedStream in = new UnpackedStream(stream, Optional.empty(), Optional.empty(), unlimited -> {});
            long[] bytes = {0};
            boolean[] tooMuch = {false};
            try {
                TarEntries.read(in, limits.entries(), (entry, path, offset) -> {
                    boolean within =
                            asked.isEmpty() || (!path.isEmpty() && path.get(0).equals(asked.get(asked.size() - 1)));
                    if (!within) {
                        throw new IOException("is not what was asked for");
                    }
                    bytes[0] += size(entry);
                    tooMuch[0] = bytes[0] > limits.bytes();
                    if (tooMuch[0]) {
                        throw new IOException("more than " + limits.bytes() + " bytes");
                    }
                    layer.add(entry, path, content(entry, in, largest(asked, path, above)));
                    tree.find(path).filter(Node.Link.class::isInstance).ifPresent(written::add);
                });
            } catch (IOException e) {
                throw new HostAccessException(tooMuch[0] ? Kind.TOO_LARGE : Kind.MALFORMED, inside);
            }
        }

        /** A file that was asked for by itself may be of any size; what was mounted comes by itself alone. */
        private long largest(List<String> asked, List<String> path, String above) {
            if (!asked.isEmpty() && path.size() == 1) {
                return limits.kept();
            }
            return mounted.test(above + String.join("/", path)) ? 0 : limits.largest();
        }

        private static long size(TarArchiveEntry entry) {
            return entry.isDirectory() || entry.isSparse() ? 0 : entry.getSize();
        }

        private Extent content(TarArchiveEntry entry, UnpackedStream in, long largest) throws IOException {
            long size = size(entry);
            if (size > largest || !budget.take(size)) {
                return later(size);
            }
            Spool to = spool();
            long start = to.end();
            in.copy(size, to);
            return to.since(start);
        }

        private Spool spool() throws IOException {
            Spool open = spool;
            if (open == null) {
                open = Spool.open();
                spool = open;
            }
            if (closed) {
                open.close();
                throw new IOException("nobody looks any more");
            }
            return open;
        }

        /** Waits for nobody: whoever still reads was left behind. */
        @Override
        public void close() throws IOException {
            closed = true;
            Spool open = spool;
            if (open != null) {
                open.close();
            }
        }
    }
}
