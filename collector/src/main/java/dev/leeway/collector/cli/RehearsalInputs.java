package dev.leeway.collector.cli;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two small snapshots with a value of every kind, alike and different, so that comparing them takes every usual path. */
final class RehearsalInputs {
    private static final Instant TAKEN = Instant.EPOCH;

    private RehearsalInputs() {}

    /** Writes the snapshot of one environment to {@code file}. */
    static void write(Path file, String environment, int variant) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            SnapshotJson.write(snapshot(environment, variant), out);
        }
    }

    private static Snapshot snapshot(String environment, int variant) {
        List<Section> sections = List.of(
                section(
                        SectionKey.of("os"),
                        Map.of(FactPath.of("timezone"), new Value.Text(variant > 0 ? "UTC" : "CET"))),
                section(SectionKey.of("package"), packages(variant)),
                section(SectionKey.of("env"), Map.of(FactPath.of("subjects"), Value.SetOf.texts(List.of("shop-web")))),
                section(SectionKey.of("env", "shop-web"), variables(variant)));
        Host host = new Host(
                environment + "-01", Optional.of(environment), Optional.of("web"), HostKind.SERVER, new TreeMap<>());
        return Snapshots.of(1, host, TAKEN, TAKEN, "/", new AgentInfo("0", 0), sections);
    }

    private static Map<FactPath, Value> packages(int variant) {
        Map<FactPath, Value> facts = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            String version = "1." + i + "." + (i % 4 == 0 ? variant : 0) + "-1";
            facts.put(
                    FactPath.of("deb", "library-" + i).child("version"), new Value.Version(version, VersionScheme.DEB));
        }
        return facts;
    }

    private static Map<FactPath, Value> variables(int variant) {
        Map<FactPath, Value> facts = new HashMap<>();
        facts.put(FactPath.of("LOG_LEVEL"), new Value.Text(variant > 0 ? "info" : "debug"));
        facts.put(FactPath.of("POOL_SIZE"), new Value.Numeric(BigDecimal.valueOf(10L + variant)));
        facts.put(FactPath.of("VERBOSE"), new Value.Flag(variant > 0));
        facts.put(FactPath.of("CACHE"), new Value.Size(1024L << variant));
        facts.put(FactPath.of("API_TOKEN"), Value.Secret.of(Presence.UNKEYED));
        facts.put(FactPath.of("PATH"), Value.ListOf.texts(List.of("/bin", variant > 0 ? "/usr/bin" : "/opt")));
        if (variant > 0) {
            facts.put(FactPath.of("ONLY_HERE"), new Value.Text("yes"));
        }
        return facts;
    }

    private static Section section(SectionKey key, Map<FactPath, Value> facts) {
        return Sections.of(key, 1, Outcome.COLLECTED, Facts.of(facts), List.of(), new TreeMap<>(), Optional.empty());
    }
}
