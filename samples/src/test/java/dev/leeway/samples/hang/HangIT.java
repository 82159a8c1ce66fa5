package dev.leeway.samples.hang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Shared;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read costs its own section alone, is told, and is never taken for sameness or for absence. */
@Order(Shared.EARLY + 2)
class HangIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    @TempDir
    Path directory;

    private Chamber chamber;
    private Program agent;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        chamber = Chamber.open();
        agent = Program.agent();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (chamber != null) {
            chamber.close();
        }
    }

    @Tag("thorough")
    @Test
    void aPipeInPlaceOfTheListOfPackagesCostsThatSectionAlone() throws IOException, InterruptedException {
        costsOnly("package", run("rm var/lib/dpkg/status && mkfifo var/lib/dpkg/status"));
    }

    @Tag("thorough")
    @Test
    void pipesInPlaceOfSettingsCostThatSectionAlone() throws IOException, InterruptedException {
        costsOnly("os", run("for f in etc/nsswitch.conf etc/login.defs etc/hosts; do rm $f; mkfifo $f; done"));
    }

    @Test
    void aFileSystemWhoseServerWentAwayCostsThatSectionAlone() throws IOException, InterruptedException {
        costsOnly("package", root -> chamber.stall(directory, root.resolve("var/lib/dpkg")), "--config", impatient());
    }

    @Test
    void aDirectoryAnOrdinaryUserMayNotReadCostsThatSectionAlone() throws IOException, InterruptedException {
        Needs.command("setpriv");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path copy = directory.resolve("agent");
        try (Stream<Path> all = Files.walk(Program.REPOSITORY.resolve("agent/target/leeway-agent"))) {
            for (Path each : all.toList()) {
                Files.copy(
                        each,
                        copy.resolve(Program.REPOSITORY
                                .resolve("agent/target/leeway-agent")
                                .relativize(each)
                                .toString()));
            }
        }
        agent = Program.of(copy.resolve("bin/leeway-agent").toString()).behind(NOBODY);
        costsOnly("package", run("chmod 700 var/lib/dpkg"));
    }

    @Tag("thorough")
    @Test
    void processesThatExitMidwayChangeNothing() throws IOException, InterruptedException {
        Taken base = taken("base", run("true"));
        Process loop = new ProcessBuilder(
                        chamber.inside(directory, List.of("sh", "-c", "while :; do (sleep 0.02) & sleep 0.005; done")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            for (int i = 0; i < Acceptance.rounds(5, 2); i++) {
                Taken busy = taken("busy" + i, run("true"));
                assertThat(busy.differences(base)).isEmpty();
                assertThat(busy.ids()).isEqualTo(base.ids());
            }
            assertThat(loop.isAlive()).isTrue();
        } finally {
            loop.descendants().forEach(ProcessHandle::destroyForcibly);
            loop.destroyForcibly();
        }
    }

    @Test
    void aPartNotAskedForIsUnknownAndNeverDrift() throws IOException, InterruptedException {
        Taken base = taken("base", run("true"));
        Taken part = taken("part", run("true"), "--only", "os");
        Compared compared = Compared.of(directory, base.file(), part.file());
        assertThat(compared.drifts()).isEmpty();
        assertThat(compared.report().coverage().observedPermille()).isLessThan(1_000);
        assertThat(compared.report().coverage().gaps())
                .extracting(Gap::pattern)
                .anyMatch(pattern -> pattern.startsWith("package"))
                .anyMatch(pattern -> pattern.startsWith("jdk"));
    }

    private void costsOnly(String section, Breaking breaking, String... more) throws IOException, InterruptedException {
        Taken base = taken("base", run("true"), more);
        Instant start = Instant.now();
        Taken broken = taken("broken", breaking, more);
        assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
        assertThat(broken.changedSections(base))
                .as(() -> "changed, by "
                        + broken.differences(base).stream().limit(20).toList())
                .containsExactly(section);
        Compared compared = Compared.of(directory, base.file(), broken.file());
        assertThat(compared.drifts().values())
                .as(() -> compared.drifts().toString())
                .doesNotContain(DriftState.MISSING, DriftState.DIFFERENT, DriftState.UNEXPECTED);
        assertThat(compared.report().coverage().unknown()).isPositive();
        assertThat(compared.report().coverage().gaps())
                .extracting(Gap::pattern)
                .anyMatch(pattern -> pattern.startsWith(section));
        Path policy = Files.writeString(directory.resolve("require.yaml"), "require: [\"" + section + "/**\"]\n");
        assertThat(Compared.of(directory, base.file(), broken.file(), "--policy", policy)
                        .exit())
                .as("a required gap")
                .isEqualTo(3);
        assertThat(Compared.of(
                                directory,
                                base.file(),
                                broken.file(),
                                "--policy",
                                policy,
                                "--allow-unknown",
                                section + "/**")
                        .exit())
                .as("a gap allowed for once")
                .isZero();
    }

    private Breaking run(String script) {
        return root -> chamber.script(directory, "cd " + root + "\n" + script);
    }

    /** A configuration that waits less than usual for what gives no answer. */
    private String impatient() throws IOException {
        return Files.writeString(directory.resolve("agent.yaml"), "probes: {time: 8s}\n")
                .toString();
    }

    private Taken taken(String name, Breaking breaking, String... more) throws IOException, InterruptedException {
        Path place = Files.createDirectory(directory.resolve(name));
        Path root = chamber.copyOfFiles(place);
        try {
            breaking.at(root);
            String[] arguments = Stream.concat(
                            Stream.of("--uncounted", "--environment", "test", "--host-root", root.toString()),
                            Stream.of(more))
                    .toArray(String[]::new);
            return Taken.with(chamber.inside(agent), directory, home(), arguments);
        } finally {
            chamber.dropCopy(place);
        }
    }

    private SortedMap<String, String> home() {
        return new TreeMap<>(Map.of("HOME", directory.toString()));
    }

    private interface Breaking {
        void at(Path root) throws IOException, InterruptedException;
    }
}
