package dev.leeway.samples.noise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.RunningService;
import dev.leeway.samples.program.ShopJar;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.snapshot.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unchanged host gives the same sections, seen by root and by an ordinary user, while it works. */
class NoiseFloorIT {
    private static final int SNAPSHOTS = Acceptance.rounds(20, 6);
    private static final int PORT = 18_431;
    private static final Map<String, String> VARIABLES =
            Map.of("SERVER_PORT", String.valueOf(PORT), "LOG_LEVEL", "info", "SHOP_TOKEN", "9f8e7d6c5b4a39281706");

    @TempDir
    Path directory;

    @Test
    void givesTheSameSectionsWhileTheMachineWorks() throws IOException, InterruptedException {
        try (Chamber chamber = Chamber.open()) {
            staysTheSame(Program.agent(), chamber, List.of());
        }
    }

    @Tag("thorough")
    @Test
    void givesTheSameSectionsToAnOrdinaryUser() throws IOException, InterruptedException {
        Needs.command("setpriv");
        try (Chamber chamber = Chamber.open()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            Path copy = directory.resolve("agent");
            copyReadable(Program.REPOSITORY.resolve("agent/target/leeway-agent"), copy);
            List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
            staysTheSame(Program.of(copy.resolve("bin/leeway-agent").toString()).behind(nobody), chamber, nobody);
        }
    }

    private void staysTheSame(Program agent, Chamber chamber, List<String> user)
            throws IOException, InterruptedException {
        Path jar = ShopJar.build(directory, "shop-web-1.4.2.jar");
        List<String> command = new ArrayList<>(user);
        command.addAll(ShopJar.command(jar, "-Xmx64m", "-Dshop.profile=test"));
        command = chamber.inside(directory, command);
        try (RunningService service = RunningService.start(command, directory, VARIABLES, PORT);
                Bustle bustle = new Bustle(directory, jar, chamber.entrance())) {
            Program inside = chamber.inside(agent);
            Taken first = Taken.with(inside, directory, home(), "--environment", "test");
            assertThat(first.facts()).isGreaterThanOrEqualTo(1_000);
            assertThat(first.ids())
                    .containsKeys("os", "jdk", "package", "process", "env", "process[shop-web]", "env[shop-web]");
            assertThat(first.snapshot().sections().values())
                    // Nobody configured one.
                    .filteredOn(section -> !section.key().probe().equals("database"))
                    .allMatch(section -> section.outcome().observed() || section.outcome() == Outcome.REFUSED);
            for (int i = 1; i < SNAPSHOTS; i++) {
                if (i % 5 == 0) {
                    service.restart(command, VARIABLES);
                }
                Taken next = Taken.with(inside, directory, home(), "--environment", "test");
                assertThat(next.differences(first)).as("snapshot " + i).isEmpty();
                assertThat(next.ids()).as("snapshot " + i).isEqualTo(first.ids());
            }
            assertThat(bustle.rounds()).isGreaterThan(SNAPSHOTS);
        }
    }

    private Map<String, String> home() {
        return Map.of(
                "HOME",
                directory.toString(),
                "XDG_STATE_HOME",
                directory.resolve("state").toString());
    }

    private static void copyReadable(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
