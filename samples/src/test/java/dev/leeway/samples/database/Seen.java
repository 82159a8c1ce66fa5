package dev.leeway.samples.database;

import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What the packaged agent tells of one database. */
final class Seen {
    private Seen() {}

    /** A snapshot of the database at {@code url}, called {@code shop}. */
    static Taken snapshot(Path directory, String url, String user, List<Path> keys, String... more)
            throws IOException, InterruptedException {
        Path config = Files.createTempFile(directory, "agent", ".yaml");
        Files.writeString(
                config,
                "keys: " + keys + "\ndatabases:\n  - name: shop\n    url: \"" + url + "\"\n"
                        + (user.isEmpty() ? "" : "    user: " + user + "\n"));
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"--config", config.toString(), "--only", "database"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Taken.with(Program.agent(), directory, arguments);
    }

    /** The section of that database, which must have been looked at. */
    static Section section(Path directory, String url, String user) throws IOException, InterruptedException {
        Section section = Objects.requireNonNull(
                snapshot(directory, url, user, List.of()).snapshot().sections().get(SectionKey.of("database", "shop")));
        if (section.outcome() != Outcome.COLLECTED && section.outcome() != Outcome.PARTIAL) {
            throw new IOException(section.outcome() + " " + section.reason());
        }
        return section;
    }

    /** Statements that make a schema of something of everything an engine has. */
    static String shop(String engine) {
        String name = "/database/" + engine + "/shop.sql";
        try (InputStream in = Objects.requireNonNull(Seen.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
