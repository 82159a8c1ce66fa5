package dev.leeway.samples.hang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Program;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read costs its own section alone, is told, and is never taken for sameness or for absence. */
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

    @Test
    void aPipeInPlaceOfTheListOfPackagesCostsThatSectionAlone() throws IOException, InterruptedException {
        costsOnly("package", "rm var/lib/dpkg/status && mkfifo var/lib/dpkg/status");
    }

    @Test
    void pipesInPlaceOfSettingsCostThatSectionAlone() throws IOException, InterruptedException {
        costsOnly("os", "for f in etc/nsswitch.conf etc/login.defs etc/hosts; do rm $f; mkfifo $f; done");
    }

    @Test
    void aDirectoryAnOrdinaryUserMayNotReadCostsThatSectionAlone() throws IOException, InterruptedException {
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
        costsOnly("package", "chmod 700 var/lib/dpkg");
    }

    @Test
    void processesThatExitMidwayChangeNothing() throws IOException, InterruptedException {
        Taken base = taken("base", "true");
        Process loop = new ProcessBuilder(
                        chamber.inside(directory, List.of("sh", "-c", "while :; do (sleep 0.02) & sleep 0.005; done")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            for (int i = 0; i < 5; i++) {
                Taken busy = taken("busy" + i, "true");
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
        Taken base = taken("base", "true");
        Taken part = taken("part", "true", "--only", "os");
        Compared compared = Compared.of(directory, base.file(), part.file());
        assertThat(compared.drifts()).isEmpty();
        assertThat(compared.report().coverage().observedPermille()).isLessThan(1_000);
        assertThat(compared.report().coverage().gaps())
                .extracting(Gap::pattern)
                .anyMatch(pattern -> pattern.startsWith("package"))
                .anyMatch(pattern -> pattern.startsWith("jdk"));
    }

    private void costsOnly(String section, String script) throws IOException, InterruptedException {
        Taken base = taken("base", "true");
        Instant start = Instant.now();
        Taken broken = taken("broken", script);
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

    private Taken taken(String name, String script, String... more) throws IOException, InterruptedException {
        Path place = Files.createDirectory(directory.resolve(name));
        Path root = chamber.copyOfFiles(place);
        try {
            chamber.script(directory, "cd " + root + "\n" + script);
            String[] arguments = Stream.concat(
                            Stream.of("--uncounted", "--environment", "test", "--host-root", root.toString()),
                            Stream.of(more))
                    .toArray(String[]::new);
            return Taken.with(chamber.inside(agent), directory, home(), arguments);
        } finally {
            chamber.script(directory, "umount " + root + " && rm -rf " + place);
        }
    }

    private SortedMap<String, String> home() {
        return new TreeMap<>(Map.of("HOME", directory.toString()));
    }
}
