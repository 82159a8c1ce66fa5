package dev.leeway.samples.hang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.RunningService;
import dev.leeway.samples.program.Shared;
import dev.leeway.samples.program.ShopJar;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A service whose files no longer answer costs its own sections alone. Whoever looks at all processes of this machine meanwhile
 * waits for it as well, so those who look into containers take their turn.
 */
@ResourceLock(Shared.ENGINE)
@Order(Shared.EARLY + 9)
class StalledServicesIT {
    private static final int PORT = 18_443;
    private static final Duration SOON = Duration.ofSeconds(60);

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
    void aServiceWhoseFilesNoLongerAnswerCostsItsOwnSectionsAlone() throws IOException, InterruptedException {
        Path jar = ShopJar.build(directory, "shop-web-1.4.2.jar");
        chamber.script(directory, "mount -t tmpfs shop /srv; mkdir /srv/shop; cp " + jar + " /srv/shop");
        List<String> command = chamber.inside(
                Path.of("/srv/shop"),
                ShopJar.command(Path.of("/srv/shop", jar.getFileName().toString())));
        Map<String, String> variables = Map.of("SERVER_PORT", String.valueOf(PORT));
        try (RunningService service = RunningService.start(command, directory, variables, PORT)) {
            assertThat(service.pid()).isPositive();
            String[] arguments = {"--uncounted", "--environment", "test"};
            Taken base = Taken.with(chamber.inside(agent), directory, home(), arguments);
            chamber.stall(directory, Path.of("/srv"));
            Instant start = Instant.now();
            Taken stalled = Taken.with(chamber.inside(agent), directory, home(), impatient(arguments));
            assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
            assertThat(base.ids()).containsKeys("process[shop-web]", "env[shop-web]");
            assertThat(stalled.changedSections(base))
                    .as(() -> "changed, by " + stalled.differences(base))
                    .isNotEmpty()
                    // Where it works is also where its endpoints, its settings, its certificates, its working copy and
                    // its
                    // files of SQLite are looked for, and the indexes say so.
                    .allMatch(section -> section.startsWith("process")
                            || section.startsWith("dependency")
                            || section.startsWith("config")
                            || section.startsWith("certificate")
                            || section.startsWith("git")
                            || Set.of("connection", "connection[shop-web]", "database")
                                    .contains(section));
            Compared compared = Compared.of(directory, base.file(), stalled.file());
            assertThat(compared.drifts()).as("an unknown is no drift").isEmpty();
            assertThat(compared.report().coverage().gaps())
                    .extracting(Gap::pattern)
                    .anyMatch(pattern -> pattern.startsWith("process"));
        }
    }

    @Test
    void aServiceWhoseFilesNoLongerAnswerLeavesTheLibrariesAndEndpointsOfOthersTold()
            throws IOException, InterruptedException {
        Path shop = ShopJar.build(directory, "shop-web-1.4.2.jar");
        Path cart = ShopJar.build(directory, "cart-2.0.0.jar");
        chamber.script(
                directory,
                "mount -t tmpfs shop /srv; mkdir /srv/shop; cp " + shop
                        + " /srv/shop; mount -t tmpfs cart /mnt; mkdir /mnt/cart; cp " + cart + " /mnt/cart");
        try (RunningService first = service("/srv/shop", shop, PORT);
                RunningService second = service("/mnt/cart", cart, PORT + 1)) {
            assertThat(List.of(first.pid(), second.pid())).allMatch(pid -> pid > 0);
            String[] arguments = {"--uncounted", "--environment", "test", "--only", "dependency,connection,database"};
            Taken base = Taken.with(chamber.inside(agent), directory, home(), arguments);
            chamber.stall(directory, Path.of("/srv"));
            Instant start = Instant.now();
            Taken stalled = Taken.with(chamber.inside(agent), directory, home(), impatient(arguments));
            assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
            assertThat(base.ids()).containsKeys("dependency[shop-web]", "dependency[cart]", "connection[cart]");
            assertThat(stalled.ids())
                    .containsEntry("dependency[cart]", base.ids().get("dependency[cart]"))
                    .containsEntry("connection[cart]", base.ids().get("connection[cart]"));
            assertThat(stalled.changedSections(base)).contains("dependency[shop-web]");
            Compared compared = Compared.of(directory, base.file(), stalled.file());
            assertThat(compared.drifts()).as("an unknown is no drift").isEmpty();
        }
    }

    private RunningService service(String home, Path jar, int port) throws IOException, InterruptedException {
        List<String> command = chamber.inside(
                Path.of(home), ShopJar.command(Path.of(home, jar.getFileName().toString())));
        return RunningService.start(command, directory, Map.of("SERVER_PORT", String.valueOf(port)), port);
    }

    /** The same with a configuration that waits less than usual for what gives no answer. */
    private String[] impatient(String... arguments) throws IOException {
        Path config = Files.writeString(directory.resolve("agent.yaml"), "probes: {time: 8s}\n");
        return Stream.concat(Stream.of(arguments), Stream.of("--config", config.toString()))
                .toArray(String[]::new);
    }

    private SortedMap<String, String> home() {
        return new TreeMap<>(Map.of("HOME", directory.toString()));
    }
}
