package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.HostKind;
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
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsTest {
    private static final Probe NAME = FakeProbe.of(
            "os",
            (host, out) -> out.section()
                    .fact(
                            FactPath.of("name"),
                            Observed.text(new String(host.files().read("/etc/os-name", 100), StandardCharsets.UTF_8))));
    private static final Probe SERVICES = FakeProbe.needingLife("env", (host, out) -> {
        out.section("shop-web")
                .fact(FactPath.of("LOG_LEVEL"), Observed.text("info"), "/etc/shop.env:1")
                .fact(FactPath.of("DB_PASSWORD"), new Observed.Guarded("variable", "DB_PASSWORD", "hunter2"));
        out.section("shop-api").fact(FactPath.of("LOG_LEVEL"), Observed.text("\u001b[31minfo"));
    });

    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private final List<Probe> probes = new ArrayList<>(List.of(NAME, SERVICES));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Path root;
    private Path file;

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

    @Test
    void writesASnapshotAndSaysSoInOneLine() throws Exception {
        assertThat(snapshot("-o", file.toString(), "--environment", "dev", "--role", "web", "--label", "slot=blue"))
                .isZero();
        assertThat(out).hasToString("2 services, 4 facts, 0.0 s · 1 value withheld (leeway-agent snapshot --show)\n");
        assertThat(err.toString()).isEmpty();
        Snapshot snapshot = read(Files.readAllBytes(file));
        assertThat(snapshot.host().name()).isEqualTo("web-01");
        assertThat(snapshot.host().environment()).contains("dev");
        assertThat(snapshot.host().role()).contains("web");
        assertThat(snapshot.host().labels()).containsEntry("slot", "blue");
        assertThat(snapshot.root()).isEqualTo("/");
        assertThat(snapshot.sequence()).isEqualTo(1);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).doesNotContain("hunter2");
    }

    @Test
    void countsItsSnapshots() throws Exception {
        snapshot("-o", file.toString());
        snapshot("--show");
        snapshot("-o", file.toString(), "--uncounted");
        assertThat(read(Files.readAllBytes(file)).sequence()).isZero();
        snapshot("-o", file.toString());
        assertThat(read(Files.readAllBytes(file)).sequence()).isEqualTo(2);
    }

    @Test
    void writesToStandardOutputAndTheLineToTheOtherStream() throws Exception {
        assertThat(snapshot("-o", "-")).isZero();
        assertThat(read(bytes.toByteArray()).sections()).hasSize(4);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("2 services, 4 facts");
    }

    @Test
    void compressesByName() throws Exception {
        assertThat(snapshot("-o", directory.resolve("mine.json.gz").toString())).isZero();
        byte[] plain = new GZIPInputStream(Files.newInputStream(directory.resolve("mine.json.gz"))).readAllBytes();
        assertThat(read(plain).host().name()).isEqualTo("web-01");
        assertThat(snapshot("-o", "mine.json.zst")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("use .gz");
    }

    @Test
    void examinesAMountedTree() throws Exception {
        assertThat(run("snapshot", "--root", root.toString(), "-o", file.toString(), "--kind", "server"))
                .isZero();
        Snapshot snapshot = read(Files.readAllBytes(file));
        assertThat(snapshot.root()).isEqualTo(root.toString());
        assertThat(snapshot.host().kind()).isEqualTo(HostKind.TREE);
        assertThat(outcome(snapshot, "env")).isEqualTo(Outcome.NOT_REQUESTED);
        assertThat(out.toString()).startsWith("1 fact, ");
    }

    @Test
    void showsWhatWouldLeaveAndWhatWouldNot() {
        assertThat(snapshot("--show")).isZero();
        assertThat(out.toString())
                .contains(
                        "web-01 · server",
                        "env[shop-web] · collected · 2 facts",
                        "LOG_LEVEL",
                        "= info   [/etc/shop.env:1]")
                .contains(
                        "= (secret)",
                        "1 value withheld",
                        "leeway-agent disclose",
                        "  DB_PASSWORD   env[shop-web]/DB_PASSWORD\n")
                .contains("<U+001B>[31minfo")
                .doesNotContain("hunter2", "\u001b");
        assertThat(file).doesNotExist();
    }

    @Test
    void leavesOutProbesAndSaysSoInTheSnapshot() throws Exception {
        assertThat(snapshot("-o", file.toString(), "--only", "os")).isZero();
        assertThat(outcome(read(Files.readAllBytes(file)), "env")).isEqualTo(Outcome.NOT_REQUESTED);
        assertThat(snapshot("-o", file.toString(), "--skip", "os")).isZero();
        assertThat(outcome(read(Files.readAllBytes(file)), "os")).isEqualTo(Outcome.NOT_REQUESTED);
    }

    @Test
    void exitsWithThreeWhenAProbeFailedAndStillWritesTheRest() throws Exception {
        Files.delete(root.resolve("etc/os-name"));
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(err).hasToString("leeway-agent: os failed: /etc/os-name: absent\n");
        assertThat(outcome(read(Files.readAllBytes(file)), "env[shop-web]")).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void survivesAPipeInPlaceOfAFile() throws Exception {
        Files.delete(root.resolve("etc/os-name"));
        assertThat(new ProcessBuilder("mkfifo", root.resolve("etc/os-name").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(err.toString()).contains("os failed: /etc/os-name: not a regular file");
        assertThat(outcome(read(Files.readAllBytes(file)), "env")).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void survivesAProcessThatEndsMidway() throws Exception {
        Files.createDirectories(root.resolve("proc/7"));
        Files.writeString(root.resolve("proc/7/stat"), "7 (java) S");
        probes.add(FakeProbe.needingLife("process", (host, section) -> {
            for (String pid : List.of("7", "8")) {
                Optional<FileStat> seen = host.proc().stat("/" + pid);
                section.section("p" + pid).fact(FactPath.of("seen"), Observed.flag(seen.isPresent()));
                delete(root.resolve("proc/7"));
                try {
                    host.proc().read("/" + pid + "/stat", 100);
                } catch (HostAccessException gone) {
                    section.section("p" + pid).uncovered("**", gone.kind());
                }
            }
        }));
        assertThat(snapshot("-o", file.toString())).isZero();
        Snapshot snapshot = read(Files.readAllBytes(file));
        assertThat(outcome(snapshot, "process[p7]")).isEqualTo(Outcome.PARTIAL);
        assertThat(outcome(snapshot, "os")).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void leavesBehindAProbeThatLoopsForEver() throws Exception {
        variables.put("LEEWAY_PROBE_TIME", "2s");
        probes.add(FakeProbe.of("process", (host, section) -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            throw new InterruptedException();
        }));
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(err.toString()).contains("process timed out: gave no answer within 2000 ms");
        assertThat(outcome(read(Files.readAllBytes(file)), "os")).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void namesTheFileAfterTheHostAndTakesNothingElsesPlace() throws Exception {
        // The working directory cannot be changed in one process, so the name is made to lead elsewhere by the host.
        Path named = Path.of("leeway-main-test-host.json").toAbsolutePath();
        Files.writeString(root.resolve("etc/hostname"), "leeway-main-test-host\n");
        try {
            assertThat(snapshot()).isZero();
            assertThat(out.toString()).endsWith(" · leeway-main-test-host.json\n");
            assertThat(snapshot()).isZero();
            Files.writeString(named, "precious");
            assertThat(snapshot()).isEqualTo(ExitCodes.USAGE);
            assertThat(err.toString()).contains("leeway-main-test-host.json: is there and is no snapshot");
            assertThat(named).hasContent("precious");
        } finally {
            Files.deleteIfExists(named);
        }
    }

    @Test
    void replacesNoNamedFileButASnapshotOrAnEmptyOne() throws Exception {
        Files.writeString(file, "environment: precious\n");
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("mine.json: is there and is no snapshot");
        assertThat(file).hasContent("environment: precious\n");
        for (String name : List.of("empty.json", "packed.json.gz")) {
            Path free = Files.createFile(directory.resolve(name));
            assertThat(snapshot("-o", free.toString())).isZero();
            assertThat(snapshot("-o", free.toString())).isZero();
        }
    }

    @Test
    void readsItsConfigurationInTheOrderPromised() throws Exception {
        Path config =
                Files.createDirectories(directory.resolve("config/leeway")).resolve("agent.yaml");
        Files.writeString(config, "environment: file\nrole: file\nname: file\n");
        variables.put("LEEWAY_ENVIRONMENT", "variable");
        variables.put("LEEWAY_ROLE", "variable");
        assertThat(snapshot("-o", file.toString(), "--environment", "option")).isZero();
        Snapshot snapshot = read(Files.readAllBytes(file));
        assertThat(snapshot.host().environment()).contains("option");
        assertThat(snapshot.host().role()).contains("variable");
        assertThat(snapshot.host().name()).isEqualTo("file");
    }

    @Test
    void refusesWrongUsageWithExitTwo() {
        for (List<String> wrong : List.<List<String>>of(
                List.of("snapshot", "--only", "oss"),
                List.of("snapshot", "--kind", "tree"),
                List.of("snapshot", "--label", "x"),
                List.of("snapshot", "--show", "-o", "x"),
                List.of("snapshot", "--root", "/nowhere"),
                List.of("snapshot", "--root", "/", "--proc", "/proc"),
                List.of("snapshot", "--config", "/nowhere.yaml"),
                List.of("snapshot", "--unknown"),
                List.of("snapshot", "-o", "/nowhere/x.json", "--only", "os", "--host-root", root.toString()),
                List.of("key"),
                List.of("disclose"),
                List.of())) {
            assertThat(run(wrong.toArray(String[]::new))).as(wrong.toString()).isEqualTo(ExitCodes.USAGE);
        }
        assertThat(err.toString()).doesNotContain("    at ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void makesAKeyOnceAndUsesIt() throws Exception {
        Path key = directory.resolve("fleet.key");
        assertThat(run("key", "create", "-o", key.toString())).isZero();
        assertThat(out.toString()).matches("k-[0-9a-f]{8}\n");
        assertThat(run("key", "create", "-o", key.toString())).isEqualTo(ExitCodes.USAGE);
        variables.put("LEEWAY_KEYS", key.toString());
        assertThat(snapshot("--show")).isZero();
        assertThat(out.toString()).contains("keyed tags leave");
        variables.put("LEEWAY_KEYS", directory.resolve("gone.key").toString());
        assertThat(snapshot("--show")).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("no such key file");
    }

    @Test
    void listsTheProbes() {
        assertThat(run("probes")).isZero();
        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("os ") && line.contains("files"))
                .anyMatch(line -> line.startsWith("env ") && line.contains("running host"));
    }

    @Test
    void writesWhatMayBeDisclosedIntoTheConfiguration() {
        Path config = directory.resolve("agent.yaml");
        assertThat(run("disclose", "--config", config.toString(), "GREETING")).isZero();
        assertThat(config).hasContent("disclose:\n  - \"GREETING\"\n");
    }

    @Test
    void warnsWhereASecretWouldBeDisclosed() {
        Path config = directory.resolve("agent.yaml");
        assertThat(run("disclose", "--config", config.toString(), "GREETING", "DB_*"))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(run("disclose", "--config", config.toString(), "DB_PASSWORD"))
                .isZero();
        assertThat(err.toString()).contains("DB_PASSWORD is a name of secrets");
    }

    @Test
    void tellsWhatIsLostAndWhatWouldHelp() {
        probes.add(FakeProbe.needingLife("process", (host, section) -> {
            section.section("a").fact(FactPath.of("x"), Observed.text("1"));
            section.section("b").uncovered("**", HostAccessException.Kind.DENIED);
        }));
        assertThat(run("doctor", "--host-root", root.toString(), "--skip", "env"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString())
                .contains("[✓] os (1 fact)", "[-] env: not asked for")
                .contains("[!] process: 1 of 2 services not seen whole; permission: process[b]/**", "; lost: the JDK")
                .contains("CAP_SYS_PTRACE");
        out.getBuffer().setLength(0);
        assertThat(run("doctor", "--host-root", root.toString(), "--json")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString())
                .startsWith("{\"healthy\":false,\"checks\":[\n")
                .contains("\"state\":\"attention\"");
        out.getBuffer().setLength(0);
        assertThat(run("doctor", "--host-root", root.toString(), "--only", "os"))
                .isZero();
    }

    @Test
    void saysInALineWhatASnapshotMayMiss() throws Exception {
        probes.add(FakeProbe.of(
                "package",
                (host, out) -> out.section()
                        .fact(FactPath.of("x"), Observed.text("1"))
                        .uncovered("tool[docker]/version", HostAccessException.Kind.MALFORMED)));
        assertThat(snapshot("-o", file.toString())).isZero();
        assertThat(err)
                .hasToString(
                        "leeway-agent: package: seen in part, format: package/tool[docker]/version (leeway-agent doctor says more)\n");
        assertThat(run("doctor", "--host-root", root.toString(), "--only", "package"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString()).contains("lost: version of docker; fix: install it from a package");
    }

    @Test
    void saysHowManyFactsALimitLeftOut() throws Exception {
        probes.add(FakeProbe.of("jdk", (host, out) -> {
            for (int i = 0; i < 20; i++) {
                out.section().fact(FactPath.of("x", "a" + i), Observed.text("1"));
            }
        }));
        Path config = Files.writeString(directory.resolve("agent.yaml"), "probes: {facts: 10}\n");
        assertThat(snapshot("--config", config.toString(), "-o", file.toString()))
                .isZero();
        assertThat(err.toString())
                .contains("jdk: seen in part, limit: jdk/** (10 facts left out: limit of the section)");
    }

    @Test
    void refusesToLookAtNothing() {
        assertThat(snapshot("--only", "os", "--skip", "os", "-o", file.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("leave no probe");
        assertThat(file).doesNotExist();
    }

    @Test
    void remarksOnAMisspeltVariable() {
        variables.put("LEEWAY_ENVIROMENT", "prod");
        assertThat(snapshot("-o", file.toString())).isZero();
        assertThat(err.toString()).contains("did you mean 'LEEWAY_ENVIRONMENT'?");
    }

    private int snapshot(String... options) {
        List<String> args = new ArrayList<>(List.of("snapshot", "--host-root", root.toString()));
        args.addAll(List.of(
                "--proc",
                root.resolve("proc").toString(),
                "--sys",
                root.resolve("sys").toString()));
        args.addAll(Arrays.asList(options));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        Surroundings around = new Surroundings(variables, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), bytes, probes);
        return Main.run(around, new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private static Snapshot read(byte[] json) throws FormatException {
        return SnapshotJson.read(new ByteArrayInputStream(json), "test");
    }

    private static Outcome outcome(Snapshot snapshot, String key) {
        return Optional.ofNullable(snapshot.sections().get(SectionKey.parse(key)))
                .orElseThrow()
                .outcome();
    }

    private static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve("stat"));
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
