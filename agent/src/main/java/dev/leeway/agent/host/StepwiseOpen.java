package dev.leeway.agent.host;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a file below a root by opening each directory on the way from the one before it, links refused.
 *
 * <p>Whoever may write inside the root can put a link in place of a directory after the path was resolved; here that ends
 * in a refusal instead of a file outside.
 */
final class StepwiseOpen {
    private static final Set<OpenOption> READ_ITSELF = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private StepwiseOpen() {}

    /**
     * Opens a regular file.
     *
     * @param inside path within the root, free of links
     * @return empty where the platform cannot open directories this way
     * @throws NoSuchFileException when what lies there now is no regular file
     */
    static Optional<SeekableByteChannel> open(Path root, String inside) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            return top instanceof SecureDirectoryStream<Path> directory
                    ? Optional.of(below(directory, Path.of(inside.substring(1))))
                    : Optional.empty();
        }
    }

    private static SeekableByteChannel below(SecureDirectoryStream<Path> directory, Path path) throws IOException {
        Path name = path.getName(0);
        if (path.getNameCount() == 1) {
            if (!directory
                    .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isRegularFile()) {
                throw new NoSuchFileException(name.toString());
            }
            return directory.newByteChannel(name, READ_ITSELF);
        }
        try (SecureDirectoryStream<Path> next = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return below(next, path.subpath(1, path.getNameCount()));
        }
    }
}
