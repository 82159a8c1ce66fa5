package dev.leeway.agent.cli;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Commands run in this process, over a host made of a few files and probes that see them. */
abstract class CommandScene {
    static final Probe NAME = FakeProbe.of(
            "os",
            (host, out) -> out.section()
                    .fact(
                            FactPath.of("name"),
                            Observed.text(new String(host.files().read("/etc/os-name", 100), StandardCharsets.UTF_8))));
    static final Probe SERVICES = FakeProbe.needingLife("env", (host, out) -> {
        out.section("shop-web")
                .fact(FactPath.of("LOG_LEVEL"), Observed.text("info"), "/etc/shop.env:1")
                .fact(FactPath.of("DB_PASSWORD"), new Observed.Guarded("variable", "DB_PASSWORD", "hunter2"));
        out.section("shop-api").fact(FactPath.of("LOG_LEVEL"), Observed.text("\u001b[31minfo"));
    });

    @TempDir
    Path directory;

    final Map<String, String> variables = new HashMap<>();
    final List<Probe> probes = new ArrayList<>(List.of(NAME, SERVICES));
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Instant now = Instant.EPOCH;
    Path root;
    Path file;

    @BeforeEach
    void makesAHost() throws IOException {
        variables.put("XDG_STATE_HOME", directory.resolve("state").toString());
        variables.put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        file = directory.resolve("mine.json");
        root = Files.createDirectories(directory.resolve("host"));
        for (String each : List.of("etc", "proc/sys/kernel", "sys")) {
            Files.createDirectories(root.resolve(each));
        }
        Files.writeString(root.resolve("etc/os-name"), "debian");
        Files.writeString(root.resolve("etc/hostname"), "web-01\n");
    }

    int snapshot(String... options) {
        List<String> args = new ArrayList<>(List.of("snapshot", "--host-root", root.toString()));
        args.addAll(List.of(
                "--proc",
                root.resolve("proc").toString(),
                "--sys",
                root.resolve("sys").toString()));
        args.addAll(Arrays.asList(options));
        return run(args.toArray(String[]::new));
    }

    int run(String... args) {
        Surroundings around = new Surroundings(variables, Clock.fixed(now, ZoneOffset.UTC), bytes, probes);
        return Main.run(around, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    static Snapshot read(byte[] json) throws FormatException {
        return SnapshotJson.read(new ByteArrayInputStream(json), "test");
    }

    static Outcome outcome(Snapshot snapshot, String key) {
        return Optional.ofNullable(snapshot.sections().get(SectionKey.parse(key)))
                .orElseThrow()
                .outcome();
    }

    static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("stat"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
