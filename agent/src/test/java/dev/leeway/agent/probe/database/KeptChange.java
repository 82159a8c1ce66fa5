package dev.leeway.agent.probe.database;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Section;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Leaves what was seen of a database before and after a change in {@code target/schema-changes/ENGINE/NUMBER}, for the test
 * that compares all of them as the collector does: {@code before.json}, {@code after.json}, {@code change.sql} and the
 * addresses of {@code expected.txt}.
 */
final class KeptChange {
    private static final Path TARGET = Path.of("target", "schema-changes");

    private KeptChange() {}

    /** @param like a look at the same database, of which revision and outcome are taken */
    static void keep(
            String engine,
            String sql,
            SortedMap<String, Value> before,
            SortedMap<String, Value> after,
            Section like,
            Collection<String> expected)
            throws IOException {
        Path place = Files.createDirectories(TARGET.resolve(engine).resolve(Integer.toHexString(sql.hashCode())));
        write(place.resolve("before.json"), "left", section(before, like));
        write(place.resolve("after.json"), "right", section(after, like));
        Files.writeString(place.resolve("change.sql"), sql + "\n");
        Files.write(
                place.resolve("expected.txt"),
                expected.stream()
                        .map(path -> like.key().text() + "/" + path)
                        .sorted()
                        .toList());
    }

    private static Section section(SortedMap<String, Value> facts, Section like) {
        Map<FactPath, Value> paths = new TreeMap<>();
        facts.forEach((path, value) -> paths.put(FactPath.parse(path), value));
        return Sections.of(
                like.key(),
                like.revision(),
                like.outcome(),
                Facts.of(paths),
                like.uncovered(),
                new TreeMap<>(),
                like.reason());
    }

    private static void write(Path file, String host, Section section) throws IOException {
        SectionKey aboutHost = SectionKey.of("database");
        Host seen = new Host(host, Optional.of("test"), Optional.empty(), HostKind.SERVER, new TreeMap<>());
        Section whole = Sections.of(
                aboutHost,
                section.revision(),
                section.outcome(),
                Facts.none(),
                List.of(),
                new TreeMap<>(),
                Optional.empty());
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotJson.write(
                    Snapshots.of(
                            1,
                            seen,
                            Instant.parse("2026-11-20T02:00:00Z"),
                            Instant.parse("2026-11-20T02:00:01Z"),
                            "/",
                            new AgentInfo("1.0.0", 0, Optional.of("published")),
                            List.of(whole, section)),
                    out);
        }
    }
}
