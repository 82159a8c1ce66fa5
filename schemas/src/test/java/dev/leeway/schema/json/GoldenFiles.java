package dev.leeway.schema.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that tests compare with, rewritten only with {@code -Dgolden.update=true}. */
public final class GoldenFiles {
    private static final Path ROOT = Path.of("src", "test", "resources", "golden");

    private GoldenFiles() {}

    /** What the file below the golden folder holds, after writing {@code actual} there if the switch is set. */
    static String expected(String name, String actual) throws IOException {
        return expectedAt(ROOT.resolve(name), actual);
    }

    /** What the file holds, after writing {@code actual} there if the switch is set. */
    public static String expectedAt(Path file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, actual);
        }
        return Files.readString(file);
    }

    /** Every file below a folder of the golden folder, those of older releases included. */
    static List<Path> below(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
