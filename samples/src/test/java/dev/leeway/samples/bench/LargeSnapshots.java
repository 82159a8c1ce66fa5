package dev.leeway.samples.bench;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Two snapshots of {@value #FACTS} facts each that differ in {@value #DRIFTS} of them, for the comparison benchmark.
 *
 * <p>Arguments: the directory to write {@code staging.json} and {@code prod.json} to. The same bytes on every run.
 */
public final class LargeSnapshots {
    static final int FACTS = 100_000;
    static final int DRIFTS = 600;
    private static final int SERVICES = 100;
    private static final int PACKAGES = 4_000;
    private static final Instant CAPTURED = Instant.parse("2026-11-20T02:00:00Z");

    private LargeSnapshots() {}

    /** Writes both files. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        write(snapshot("staging", false), directory.resolve("staging.json"));
        write(snapshot("prod", true), directory.resolve("prod.json"));
    }

    static void write(Snapshot snapshot, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotJson.write(snapshot, out);
        }
    }

    static Snapshot snapshot(String environment, boolean changed) {
        List<Section> sections = new ArrayList<>();
        sections.add(packages(changed));
        sections.add(index());
        int perService = (FACTS - PACKAGES - SERVICES) / SERVICES;
        for (int service = 0; service < SERVICES; service++) {
            sections.add(variables(service, perService, changed));
        }
        Host host =
                new Host(environment + "-01", Optional.of(environment), Optional.of("web"), HostKind.SERVER, none());
        return Snapshots.of(1, host, CAPTURED, CAPTURED, "/", new AgentInfo("1.0.0", 0), sections);
    }

    private static Section packages(boolean changed) {
        Facts.Builder facts = new Facts.Builder();
        for (int i = 0; i < PACKAGES; i++) {
            String revision = changed && i % 40 == 0 ? "2" : "1";
            String version = i % 7 + "." + i % 13 + "." + i % 29 + "-" + revision;
            facts.add("deb[library-" + i + "]/version", new Value.Version(version, VersionScheme.DEB));
        }
        return section(SectionKey.of("package"), facts.build());
    }

    private static Section index() {
        Facts.Builder facts = new Facts.Builder();
        for (int service = 0; service < SERVICES; service++) {
            facts.add("service[service-" + service + "]/namedBy", new Value.Text("systemd"));
        }
        return section(SectionKey.of("process"), facts.build());
    }

    private static Section variables(int service, int count, boolean changed) {
        Facts.Builder facts = new Facts.Builder();
        for (int i = 0; i < count; i++) {
            boolean drifts = changed && i % 192 == service % 192 % 90;
            String value = "value-" + i % 97 + "-of-" + service + (drifts ? "-elsewhere" : "");
            facts.add("SETTING_" + i, i % 3 == 0 ? Value.Numeric.of(i + (drifts ? 1 : 0)) : new Value.Text(value));
        }
        return section(SectionKey.of("env", "service-" + service), facts.build());
    }

    private static Section section(SectionKey key, Facts facts) {
        return Sections.of(key, 1, Outcome.COLLECTED, facts, List.of(), none(), Optional.empty());
    }

    private static SortedMap<String, String> none() {
        return new TreeMap<>();
    }
}
