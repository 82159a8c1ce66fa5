package dev.leeway.agent.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.spi.ToolProvider;

/** Archives as the JDK's own {@code jar} makes them. */
public final class JarTool {
    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final StringBuilder manifest = new StringBuilder();

    /** Adds an entry. */
    public JarTool with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds an entry. */
    public JarTool with(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    /** Adds attributes to the manifest. */
    public JarTool manifest(String... attributes) {
        for (String attribute : attributes) {
            manifest.append(attribute).append('\n');
        }
        return this;
    }

    /** The archive, made in a directory of its own below {@code scratch}. */
    public byte[] bytes(Path scratch) throws IOException {
        Path directory = Files.createTempDirectory(scratch, "jar");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        for (var entry : entries.entrySet()) {
            Path file = tree.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        Path attributes = Files.writeString(directory.resolve("manifest"), manifest);
        Path archive = directory.resolve("made.jar");
        List<String> arguments = List.of(
                "--create",
                "--file",
                archive.toString(),
                "--manifest",
                attributes.toString(),
                "-C",
                tree.toString(),
                ".");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = ToolProvider.findFirst("jar").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IOException(said.toString(StandardCharsets.UTF_8));
        }
        return Files.readAllBytes(archive);
    }
}
