package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandsTest extends CommandScene {
    @Test
    void saysWhatHelpsWhereThereIsNoMemoryForAProbeOrForTheCommandItself() {
        probes.add(FakeProbe.of("hungry", (host, recorder) -> {
            throw new OutOfMemoryError();
        }));
        assertThat(snapshot("-o", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(err.toString())
                .contains("hungry failed: out of memory", "no memory for hungry", "-Xmx256m", "--skip hungry");
        run("doctor", "--host-root", root.toString(), "--only", "hungry");
        assertThat(out.toString()).contains("-Xmx256m", "--skip hungry");

        Clock starved = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                throw new OutOfMemoryError();
            }
        };
        Surroundings around = new Surroundings(variables, starved, bytes, List.of(NAME));
        StringWriter said = new StringWriter();
        String[] command = {"snapshot", "--host-root", root.toString(), "-o", file.toString()};
        assertThat(Main.run(around, new PrintWriter(out), new PrintWriter(said, true), command))
                .isEqualTo(ExitCodes.INTERNAL);
        assertThat(said.toString()).contains("out of memory: give it more with LEEWAY_JAVA_OPTS=-Xmx256m");
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

    @ParameterizedTest
    @CsvSource({"REFUSED,0", "TIMED_OUT,0", "FAILED,3"})
    void endsByWhatBecameOfTheProbeAndNotOfOneServiceThatIsSilentOrClosed(Outcome outcome, int code) throws Exception {
        probes.add(FakeProbe.needingLife("process", (host, out) -> {
            out.section("shop-web").end(outcome, "its files");
            out.section("shop-api").fact(FactPath.of("x"), Observed.text("1"));
        }));
        assertThat(snapshot("-o", file.toString())).isEqualTo(code);
        assertThat(err.toString()).contains("process[shop-web] ", ": its files");
        assertThat(outcome(read(Files.readAllBytes(file)), "process[shop-web]")).isEqualTo(outcome);
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
    void namesTheProcessesThatAreClosedToThisUserOnce() throws Exception {
        Files.createDirectories(root.resolve("proc/7"));
        Files.writeString(root.resolve("proc/7/stat"), "7 (java) S 1 7 7 0 -1 0" + " 0".repeat(40));
        Files.writeString(root.resolve("proc/7/cmdline"), "java\0-jar\0shop.jar\0");
        for (String probe : List.of("process", "dependency")) {
            probes.add(FakeProbe.of(
                    probe, (host, out) -> out.section().uncovered("service[*]/**", HostAccessException.Kind.DENIED)));
        }
        String[] doctor = {
            "doctor",
            "--host-root",
            root.toString(),
            "--proc",
            root.resolve("proc").toString(),
            "--only",
            "process,dependency"
        };
        assertThat(run(doctor)).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString()).contains("[!] process: ", "dependency: permission: ");
        assertThat(out.toString()).containsOnlyOnce("closed to this user: ").contains("java (7)");
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
}
