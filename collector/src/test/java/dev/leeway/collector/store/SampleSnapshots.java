package dev.leeway.collector.store;

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
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

/** Snapshots of hosts that never were. */
public final class SampleSnapshots {
    public static final Instant TAKEN = Instant.parse("2026-11-20T02:00:00Z");

    private SampleSnapshots() {}

    /** A host with the variables of one service; {@code environment} may be empty for none. */
    public static Snapshot of(String host, String environment, long sequence, Map<String, String> variables) {
        return of(host, environment, sequence, TAKEN, Outcome.COLLECTED, variables);
    }

    /** The same with a time and an outcome of its own. */
    public static Snapshot of(
            String host,
            String environment,
            long sequence,
            Instant capturedAt,
            Outcome outcome,
            Map<String, String> variables) {
        Map<FactPath, Value> facts = new HashMap<>();
        variables.forEach((name, value) -> facts.put(FactPath.of(name), new Value.Text(value)));
        boolean observed = outcome.observed();
        Section env = Sections.of(
                SectionKey.of("env", "shop-web"),
                1,
                outcome,
                observed ? Facts.of(facts) : Facts.none(),
                List.of(),
                new TreeMap<>(),
                observed ? Optional.empty() : Optional.of("not permitted"));
        Section index = Sections.of(
                SectionKey.of("env"),
                1,
                Outcome.COLLECTED,
                Facts.of(Map.of(FactPath.of("subjects"), Value.SetOf.texts(List.of("shop-web")))),
                List.of(),
                new TreeMap<>(),
                Optional.empty());
        Host who = new Host(
                host,
                environment.isEmpty() ? Optional.empty() : Optional.of(environment),
                Optional.of("web"),
                HostKind.SERVER,
                new TreeMap<>());
        return Snapshots.of(sequence, who, capturedAt, capturedAt, "/", new AgentInfo("1.0.0", 0), List.of(index, env));
    }

    /** What a tree below {@code root} would have told had it been examined. */
    public static Snapshot under(String root, Snapshot snapshot) {
        return Snapshots.of(
                snapshot.sequence(),
                snapshot.host(),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                root,
                snapshot.agent(),
                snapshot.sections().values());
    }

    /** The same host without that section, its other sections as they are. */
    public static Snapshot without(SectionKey key, Snapshot snapshot) {
        return with(
                snapshot,
                snapshot.sections().values().stream()
                        .filter(section -> !section.key().equals(key))
                        .toList());
    }

    /** The same host with these sections. */
    public static Snapshot with(Snapshot snapshot, List<Section> sections) {
        return Snapshots.of(
                snapshot.sequence(),
                snapshot.host(),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                sections);
    }

    /** The bytes of {@code snapshot}. */
    public static byte[] bytes(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            SnapshotJson.write(snapshot, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The bytes of {@code snapshot} as standard input would give them. */
    public static InputStream stream(Snapshot snapshot) {
        return new ByteArrayInputStream(bytes(snapshot));
    }

    /** {@code snapshot} in {@code file}, packed as its name says. */
    public static Path write(Path file, Snapshot snapshot) throws IOException {
        return write(file, bytes(snapshot));
    }

    /** {@code bytes} in {@code file}, packed as its name says. */
    public static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = packing(file)) {
            out.write(bytes);
        }
        return file;
    }

    private static OutputStream packing(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        String name = file.toString();
        if (name.endsWith(".gz")) {
            return new GZIPOutputStream(out);
        }
        return name.endsWith(".zst") ? new ZstdCompressorOutputStream(out) : out;
    }
}
