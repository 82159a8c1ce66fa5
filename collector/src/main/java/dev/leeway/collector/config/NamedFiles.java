package dev.leeway.collector.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The files a configuration names: where they are, and whether they will do. */
final class NamedFiles {
    private final Path directory;
    private final FileLook look;

    /**
     * Those of one configuration.
     *
     * @param directory where it lies, from where paths start
     */
    NamedFiles(Path directory, FileLook look) {
        this.directory = directory;
        this.look = look;
    }

    /** The file that {@code key} names; what is wrong with it is kept at the place of the name. */
    Optional<Path> file(Keys keys, String key, FileLook.Use use) {
        return keys.word(key, text -> checked(text, use));
    }

    Path checked(String text, FileLook.Use use) {
        Path file = path(text);
        Optional<String> trouble = look.trouble(file, use);
        if (trouble.isPresent()) {
            throw new IllegalArgumentException(trouble.get());
        }
        return file;
    }

    private Path path(String text) {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path; write the name of a file", e);
        }
    }
}
