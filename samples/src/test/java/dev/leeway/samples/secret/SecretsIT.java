package dev.leeway.samples.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.selftest.Canary;
import dev.leeway.agent.selftest.CanaryCorpus;
import dev.leeway.agent.selftest.CanaryScanner;
import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Compared;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.RunningService;
import dev.leeway.samples.program.ShopJar;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets planted in a real service and in files of a real host come out of no program in any form. */
class SecretsIT {
    private static final int PORT = 18_441;
    private static final int FEWEST = 500;
    private static final int IN_ARGUMENTS = 150;
    private static final int IN_FILES = 60;
    private static final SectionKey VARIABLES = SectionKey.of("env", "shop-web");
    private static final String IN_URLS = "word/0";
    private static final List<Canary> CORPUS = CanaryCorpus.of(20_261_121);

    /** All of them where what is thorough runs; the words that stand in files are always all there. */
    private static final int STRIDE = Acceptance.seeded(3, 1);

    private static final boolean ALL = STRIDE == 1;

    private static final List<Canary> CANARIES = IntStream.range(0, CORPUS.size())
            .filter(i -> i % STRIDE == 0 || CORPUS.get(i).kind().equals(IN_URLS))
            .mapToObj(CORPUS::get)
            .toList();

    @TempDir
    Path directory;

    private final CanaryScanner scanner = CanaryScanner.of(CANARIES);
    private final List<Path> outputs = new ArrayList<>();
    private Chamber chamber;
    private Path jar;
    private Path root;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        chamber = Chamber.open();
        jar = ShopJar.build(directory, "shop-web-1.4.2.jar");
        root = chamber.copyOfFiles(Files.createDirectory(directory.resolve("host")));
        StringBuilder variables = new StringBuilder();
        StringBuilder repositories = new StringBuilder();
        List<Canary> plain = oneLine(CANARIES);
        for (int i = 0; i < IN_FILES; i++) {
            variables.append(
                    "PLANTED_FILE_" + i + "_SECRET='" + plain.get(i).text().replace("'", "") + "'\n");
            repositories.append("deb https://planted:" + word(i) + "@mirror.shop.example/r" + i + " stable main\n");
        }
        Path environment = Files.writeString(directory.resolve("environment"), variables);
        Path list = Files.writeString(directory.resolve("planted.list"), repositories);
        chamber.script(
                directory,
                "cp %1$s %3$s/etc/environment; cp %2$s %3$s/etc/apt/sources.list.d/planted.list"
                        .formatted(environment, list, root));
    }

    @AfterEach
    void close() throws IOException, InterruptedException {
        if (chamber != null) {
            chamber.dropCopy(directory.resolve("host"));
            chamber.close();
        }
    }

    @Tag("seeded")
    @Test
    void noSecretComesOutAndWithAKeyItIsToldChangedEqualOrMissing() throws IOException, InterruptedException {
        Path key = directory.resolve("fleet.key");
        assertThat(Program.agent()
                        .run(directory, "key", "create", "-o", key.toString())
                        .exit())
                .isZero();
        Path keyed = Files.writeString(directory.resolve("agent.yaml"), "keys: [" + key + "]\n");
        Path none = Files.writeString(directory.resolve("none.yaml"), "labels: {slot: blue}\n");
        Map<String, String> planted = planted();
        Map<String, String> changed = new TreeMap<>(planted);
        changed.put("MOVING_API_TOKEN", "9c1f6b27ae40d85372fb6e0194c3d8a7");
        changed.remove("PASSING_API_TOKEN");
        Sight withKey;
        Sight withKeyChanged;
        Sight without;
        Sight withoutChanged;
        try (RunningService service = start(planted)) {
            assertThat(found(Files.readAllBytes(Path.of("/proc/" + service.pid() + "/environ"))))
                    .as("planted in variables")
                    .hasSizeGreaterThan(FEWEST);
            withKey = look(keyed, "staging", true);
            without = look(none, "staging", true);
        }
        try (RunningService service = start(changed)) {
            assertThat(service.pid()).isPositive();
            withKeyChanged = look(keyed, "prod", ALL);
            withoutChanged = look(none, "prod", ALL);
        }
        Path policy = Files.writeString(directory.resolve("same.yaml"), "environments: [staging, prod]\n");
        Compared told = compared(withKey, withKeyChanged, policy);
        assertThat(told.drifts())
                .containsEntry("env[shop-web]/MOVING_API_TOKEN", DriftState.DIFFERENT)
                .containsEntry("env[shop-web]/PASSING_API_TOKEN", DriftState.MISSING)
                .as("equal, which the policy forbids")
                .containsEntry("env[shop-web]/RESTING_API_TOKEN", DriftState.SHARED);
        Compared presence = compared(without, withoutChanged, policy);
        assertThat(presence.drifts())
                .containsEntry("env[shop-web]/PASSING_API_TOKEN", DriftState.MISSING)
                .doesNotContainKeys("env[shop-web]/MOVING_API_TOKEN", "env[shop-web]/RESTING_API_TOKEN");
        assertThat(presence.report().coverage().presenceOnly()).isGreaterThan(FEWEST);
        assertThat(tagged(withKey.taken())).isTrue();
        assertThat(tagged(without.taken())).isFalse();
        for (Path output : outputs) {
            assertThat(scanner.scan(Files.readAllBytes(output)))
                    .as(output.getFileName().toString())
                    .isEmpty();
        }
        assertThat(outputs).hasSizeGreaterThan(20);
    }

    /** Keeps everything both programs say about the two, and gives the difference. */
    private Compared compared(Sight one, Sight other, Path policy) throws IOException, InterruptedException {
        Path state = Files.createTempDirectory(directory, "state");
        Map<String, String> home = Map.of("XDG_STATE_HOME", state.toString());
        for (String format : List.of("text", "json", "html")) {
            keep(Program.leeway()
                    .run(
                            directory,
                            home,
                            "diff",
                            one.taken().file().toString(),
                            other.taken().file().toString(),
                            "--format",
                            format,
                            "--limit",
                            "0"));
        }
        Path fleet = Files.createTempDirectory(directory, "fleet");
        Files.copy(one.taken().file(), fleet.resolve("one.json"));
        Files.copy(other.taken().file(), fleet.resolve("other.json"));
        for (String format : List.of("text", "html")) {
            keep(Program.leeway().run(directory, home, "report", fleet.toString(), "--format", format));
        }
        try (Stream<Path> kept = Files.list(state.resolve("leeway/reports"))) {
            List<Path> reports = kept.toList();
            assertThat(reports).isNotEmpty();
            outputs.addAll(reports);
        }
        return Compared.of(
                directory, one.taken().file(), other.taken().file(), "--policy", policy, "--only", "env[*]/**");
    }

    /** What is said of a snapshot and of the machine is kept too where {@code closely}. */
    private Sight look(Path config, String environment, boolean closely) throws IOException, InterruptedException {
        Program agent = chamber.inside(Program.agent());
        String[] where = {
            "--uncounted", "--config", config.toString(), "--environment", environment, "--host-root", root.toString()
        };
        Taken taken = Taken.with(agent, directory, where);
        outputs.add(taken.file());
        if (!closely) {
            return new Sight(taken);
        }
        keep(agent.run(
                directory,
                Stream.concat(Stream.of("snapshot", "--show"), Stream.of(where)).toArray(String[]::new)));
        keep(agent.run(directory, "doctor", "--config", config.toString(), "--host-root", root.toString()));
        return new Sight(taken);
    }

    private void keep(Ran ran) throws IOException {
        outputs.add(Files.writeString(Files.createTempFile(directory, "said", ".out"), ran.out()));
        outputs.add(Files.writeString(Files.createTempFile(directory, "said", ".err"), ran.err()));
    }

    private RunningService start(Map<String, String> variables) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-Xmx64m"));
        List<Canary> plain = oneLine(CANARIES);
        for (int i = 0; i < IN_ARGUMENTS; i++) {
            options.add("-Dplanted." + i + ".secret=" + plain.get(i).text());
        }
        List<String> command = new ArrayList<>(ShopJar.command(jar, options.toArray(String[]::new)));
        for (int i = 0; i < IN_ARGUMENTS; i++) {
            command.add("--planted-" + i + "-password=" + plain.get(i).text());
        }
        return RunningService.start(chamber.inside(directory, command), directory, variables, PORT);
    }

    /** Every canary under a name that fits what it can be known by. */
    private static Map<String, String> planted() {
        Map<String, String> variables = new TreeMap<>();
        for (int i = 0; i < CANARIES.size(); i++) {
            Canary canary = CANARIES.get(i);
            String name = canary.strength() == Canary.Strength.SHAPE ? "VALUE" : "PASSWORD";
            variables.put("PLANTED_" + i + "_" + name, canary.text());
        }
        variables.put("SERVER_PORT", String.valueOf(PORT));
        variables.put("MOVING_API_TOKEN", "4be07d1f3a925c86e1fd70b29a64c835");
        variables.put("RESTING_API_TOKEN", "d20a9e6f5b7143c8f6e9b8107c2d43a5");
        variables.put("PASSING_API_TOKEN", "71f0c8a35de94b26a8d1706fb3e25c94");
        return variables;
    }

    private static String word(int i) {
        return CANARIES.stream()
                .filter(canary -> canary.strength() == Canary.Strength.WORD
                        && canary.kind().equals(IN_URLS))
                .skip(i)
                .findFirst()
                .orElseThrow()
                .text();
    }

    private static List<Canary> oneLine(List<Canary> canaries) {
        return canaries.stream()
                .filter(canary -> canary.strength() == Canary.Strength.SHAPE)
                .filter(canary -> canary.text().lines().count() == 1)
                .toList();
    }

    private Set<Canary> found(byte[] bytes) {
        Set<Canary> found = new HashSet<>();
        scanner.scan(bytes).forEach(hit -> found.add(hit.canary()));
        return found;
    }

    private static boolean tagged(Taken taken) {
        return Optional.ofNullable(taken.snapshot().sections().get(VARIABLES))
                .flatMap(section -> section.facts().find(FactPath.of("RESTING_API_TOKEN")))
                .stream()
                .anyMatch(value ->
                        value instanceof Value.Secret secret && !secret.tags().isEmpty());
    }

    private record Sight(Taken taken) {}
}
