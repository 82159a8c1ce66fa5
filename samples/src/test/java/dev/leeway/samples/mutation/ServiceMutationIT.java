package dev.leeway.samples.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.RunningService;
import dev.leeway.samples.program.ShopJar;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.DriftState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each change to how a service is started, really started so, is one drift of one section. */
class ServiceMutationIT {
    private static final int FEW = Acceptance.seeded(2, 4);
    private static final int PORT = 18_437;
    private static final Path HOME = Path.of("/srv/shop");
    private static final Path JAR = HOME.resolve("shop-web-1.4.2.jar");
    private static final List<String> OPTIONS =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-Dshop.profile=test", "-Dshop.region=north");
    private static final Map<String, String> VARIABLES = Map.of(
            "SERVER_PORT", String.valueOf(PORT),
            "LOG_LEVEL", "info",
            "PAYMENT_TIMEOUT", "30s",
            "DATABASE_URL", "postgres://app@db-test-1:5432/shop");
    private static final List<Start> STARTS = List.of(
            new Start("a variable's value", env("LOG_LEVEL", DriftState.DIFFERENT)).with("LOG_LEVEL", "debug"),
            new Start("a variable added", env("HTTP_MAX_THREADS", DriftState.MISSING)).with("HTTP_MAX_THREADS", "64"),
            new Start("a variable gone", env("PAYMENT_TIMEOUT", DriftState.MISSING)).without("PAYMENT_TIMEOUT"),
            new Start("another database host", env("DATABASE_URL/host", DriftState.DIFFERENT))
                    .with("DATABASE_URL", "postgres://app@db-test-2:5432/shop"),
            new Start("a heap", process("jvm/heap/max", DriftState.DIFFERENT, "jvm/flag[MaxHeapSize]"))
                    .options("-Xmx64m", "-Xmx96m"),
            new Start("a property's value", process("jvm/property[shop.profile]", DriftState.DIFFERENT))
                    .options("-Dshop.profile=test", "-Dshop.profile=slow"),
            new Start("a property gone", process("jvm/property[shop.region]", DriftState.MISSING))
                    .options("-Dshop.region=north"),
            new Start("an argument", process("arguments/**", DriftState.MISSING)).arguments("--verbose"),
            new Start("a limit", process("limit[nofile]/hard", DriftState.DIFFERENT, "limit[nofile]/soft"))
                    .behind("prlimit", "--nofile=2048:2048"),
            new Start("a priority", process("scheduling/nice", DriftState.DIFFERENT)).behind("nice", "-n", "5"),
            new Start("a mask", process("umask", DriftState.DIFFERENT))
                    .behind("sh", "-c", "umask 027; exec \"$@\"", "sh"));

    @TempDir
    Path directory;

    private Chamber chamber;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        Needs.command("prlimit");
        chamber = Chamber.open();
        Path jar = ShopJar.build(directory, "shop-web-1.4.2.jar");
        chamber.script(directory, "mount -t tmpfs shop /srv && mkdir /srv/shop && cp " + jar + " " + JAR);
    }

    @AfterEach
    void close() throws InterruptedException {
        if (chamber != null) {
            chamber.close();
        }
    }

    @Tag("seeded")
    @TestFactory
    Stream<DynamicTest> aChangedStartIsOneDriftOfOneSection() throws IOException, InterruptedException {
        Start plain = new Start("nothing", new Mutation("", "", "", Map.of()));
        Taken base = taken(plain);
        assertThat(taken(plain).differences(base)).isEmpty();
        return Acceptance.of(STARTS, FEW).stream()
                .map(start -> DynamicTest.dynamicTest(
                        start.name(), () -> OwnDrift.holds(start.mutation(), base, taken(start), directory)));
    }

    @TestFactory
    Stream<DynamicTest> aReplacedArtefactMakesItsProcessStale() throws IOException, InterruptedException {
        Start plain = new Start("nothing", new Mutation("", "", "", Map.of()));
        Mutation stale = process("stale/files", DriftState.DIFFERENT);
        return Stream.of(DynamicTest.dynamicTest("a replaced artefact", () -> {
            try (RunningService service = start(plain)) {
                Taken base = taken();
                chamber.script(directory, "touch " + JAR);
                assertThat(taken().differences(base)).as("touched only").isEmpty();
                chamber.script(directory, "cp " + JAR + " /srv/shop/new && mv /srv/shop/new " + JAR);
                OwnDrift.holds(stale, base, taken(), directory);
                assertThat(service.pid()).isPositive();
            }
        }));
    }

    private Taken taken(Start start) throws IOException, InterruptedException {
        try (RunningService service = start(start)) {
            assertThat(service.pid()).isPositive();
            return taken();
        }
    }

    private Taken taken() throws IOException, InterruptedException {
        // The archives of a service are looked at by a probe of their own, which says the same of a replaced one.
        return Taken.with(
                chamber.inside(Program.agent()),
                directory,
                "--uncounted",
                "--environment",
                "test",
                "--skip",
                "dependency");
    }

    private RunningService start(Start start) throws IOException, InterruptedException {
        List<String> command = chamber.inside(HOME, start.command(JAR, OPTIONS));
        return RunningService.start(command, directory, start.variables(VARIABLES), PORT);
    }

    private static Mutation env(String path, DriftState state) {
        return new Mutation(path, "", "env[shop-web]", Map.of("env[shop-web]/" + path, state));
    }

    private static Mutation process(String path, DriftState state, String... more) {
        Map<String, DriftState> drifts = new TreeMap<>(Map.of("process[shop-web]/" + path, state));
        for (String each : more) {
            drifts.put("process[shop-web]/" + each, state);
        }
        return new Mutation(path, "", "process[shop-web]", drifts);
    }
}
