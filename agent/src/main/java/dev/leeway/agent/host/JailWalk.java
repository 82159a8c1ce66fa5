package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves paths below a root as a process would that has this root as its {@code /}.
 *
 * <p>Done name by name and not by the kernel, which would follow an absolute link to the examiner's own files.
 */
final class JailWalk {
    /** As many as the kernel follows. */
    private static final int MAX_LINKS = 40;

    /** As long as the kernel allows; also bounds what links may add up to. */
    private static final int MAX_LENGTH = 4096;

    private final Path root;
    private final String prefix;
    private final KnownDirectories directories = new KnownDirectories();

    /** @param root absolute */
    JailWalk(Path root) {
        this.root = root;
        this.prefix = root.getNameCount() == 0 ? "" : root.toString();
    }

    /** What {@code path} leads to, all links followed; empty when nothing is there. */
    Optional<Place> follow(String path) throws HostAccessException {
        return new Walk(path, true).run();
    }

    /** What {@code path} names, a final link unfollowed; empty when nothing is there. */
    Optional<Place> entry(String path) throws HostAccessException {
        return new Walk(path, false).run();
    }

    /** One resolution under way. */
    private final class Walk {
        private final String asked;
        private final boolean followLast;
        private final Deque<String> ahead = new ArrayDeque<>();
        private final StringBuilder inside = new StringBuilder();
        private Path real = root;
        private int links;

        Walk(String asked, boolean followLast) throws HostAccessException {
            this.asked = asked;
            this.followLast = followLast;
            if (!asked.startsWith("/")) {
                throw new IllegalArgumentException("'" + asked + "' is not an absolute path");
            }
        }

        Optional<Place> run() throws HostAccessException {
            try {
                start();
                return steps();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw Refusals.of(e, asked, real);
            } catch (InvalidPathException e) {
                throw new HostAccessException(Kind.UNREADABLE, asked);
            }
        }

        /** Begins at the directory when the way to it is known, else at the root. */
        private void start() throws HostAccessException {
            Optional<String> known = directories.find(directory());
            known.ifPresent(inside::append);
            push(known.isPresent() ? asked.substring(directory().length()) : asked);
        }

        private String directory() {
            return asked.substring(0, asked.lastIndexOf('/'));
        }

        private Optional<Place> steps() throws IOException, HostAccessException {
            // Null where what was reached is known to be a directory.
            @Nullable BasicFileAttributes here = null;
            boolean last = false;
            while (!ahead.isEmpty()) {
                if (here != null && !here.isDirectory()) {
                    return Optional.empty();
                }
                if (!last && ahead.size() == 1 && asked.endsWith("/" + ahead.peek())) {
                    last = true;
                    directories.remember(directory(), inside.toString());
                }
                here = step(ahead.pop());
            }
            BasicFileAttributes found = here == null ? lstat() : here;
            return Optional.of(new Place(inside.length() == 0 ? "/" : inside.toString(), real, found));
        }

        /** Goes on to {@code name}, and where that is a link to be followed puts its target ahead. */
        private @Nullable BasicFileAttributes step(String name) throws IOException, HostAccessException {
            int parent = inside.length();
            if (name.equals("..")) {
                inside.setLength(Math.max(inside.lastIndexOf("/"), 0));
                return null;
            }
            inside.append('/').append(name);
            BasicFileAttributes here = lstat();
            if (!here.isSymbolicLink() || !(followLast || !ahead.isEmpty())) {
                return here;
            }
            String target = Files.readSymbolicLink(real).toString();
            inside.setLength(target.startsWith("/") ? 0 : parent);
            countLink();
            push(target);
            return null;
        }

        private BasicFileAttributes lstat() throws IOException {
            if (inside.length() == 0) {
                // A root that is itself a link was chosen by the user, who means what it leads to.
                real = root;
                return Files.readAttributes(root, BasicFileAttributes.class);
            }
            real = Path.of(prefix + inside);
            return Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        }

        private void countLink() throws HostAccessException {
            if (++links > MAX_LINKS) {
                throw new HostAccessException(Kind.UNREADABLE, asked);
            }
        }

        private void push(String path) throws HostAccessException {
            if (path.length() + inside.length() > MAX_LENGTH) {
                throw new HostAccessException(Kind.UNREADABLE, asked);
            }
            int end = path.length();
            while (end > 0) {
                int slash = path.lastIndexOf('/', end - 1);
                String name = path.substring(slash + 1, end);
                if (!name.isEmpty() && !name.equals(".")) {
                    ahead.push(name);
                }
                end = slash;
            }
        }
    }
}
