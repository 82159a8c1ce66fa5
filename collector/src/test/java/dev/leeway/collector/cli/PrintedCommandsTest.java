package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.ReportFiles;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever command a report or an explanation prints works when it is copied. */
class PrintedCommandsTest {
    private static final Path SAMPLES = Path.of("../samples").toAbsolutePath().normalize();
    private static final Pattern ADVISED = Pattern.compile("leeway explain [0-9a-f]+");
    /** Facts whose addresses differ in their keys alone are asked for alike. */
    private static final Pattern KEY = Pattern.compile("\\[[^]]*]");

    /** What one comparison was asked for by, another need not be; each drift of one sort is asked for once. */
    private static final Set<String> SORTS = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));

    static Stream<List<String>> comparisons() throws IOException {
        List<List<String>> all = new ArrayList<>();
        try (Stream<Path> incidents = Files.list(SAMPLES.resolve("incidents"))) {
            for (Path incident : incidents.sorted().toList()) {
                if (Files.notExists(incident.resolve("prod.json"))) {
                    all.add(ofTwoMoments(incident));
                    continue;
                }
                Path dev = incident.resolve("dev.json");
                Path earlier = Files.exists(dev) ? dev : incident.resolve("staging.json");
                all.add(List.of(
                        earlier.toString(),
                        incident.resolve("prod.json").toString(),
                        "--policy",
                        incident.resolve("leeway.yaml").toString()));
            }
        }
        assertThat(all).hasSizeGreaterThan(10);
        Path environments = SAMPLES.resolve("environments");
        for (String earlier : List.of("dev", "staging")) {
            all.add(List.of(
                    environments.resolve(earlier).toString(),
                    environments.resolve("prod").toString(),
                    "--policy",
                    environments.resolve("leeway.yaml").toString()));
        }
        // What a newcomer compares first: a laptop without a service in common with anything.
        all.add(List.of(
                SAMPLES.resolve("incidents/01-works-on-my-machine/dev.json").toString(),
                environments.resolve("prod").toString()));
        return all.stream();
    }

    private static List<String> ofTwoMoments(Path incident) throws IOException {
        try (Stream<Path> files = Files.list(incident)) {
            List<Path> taken = files.filter(Files::isDirectory).sorted().toList();
            return List.of(
                    taken.get(1).resolve("staging.json").toString(),
                    taken.get(1).resolve("prod.json").toString(),
                    "--policy",
                    incident.resolve("leeway.yaml").toString(),
                    "--before",
                    taken.get(0).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    @Tag("seeded")
    void worksWhenItIsCopied(List<String> sides) throws Exception {
        cli = new Cli(folder);
        Path file = folder.resolve("report.json");
        List<String> words = new ArrayList<>(List.of("diff"));
        words.addAll(sides);
        words.addAll(List.of("--limit", "0", "-o", file.toString(), "-o", "-"));
        Cli.Result compared = cli.run(words.toArray(String[]::new));
        assertThat(compared.code()).as(compared.err()).isLessThan(ExitCodes.INTERNAL);
        Matcher advised = ADVISED.matcher(compared.unbroken());
        while (advised.find()) {
            works(List.of(advised.group().split(" ")));
        }
        Report report = ReportFiles.read(file);
        for (Map.Entry<String, String> id : ids(report).entrySet()) {
            explained(id.getKey(), id.getValue(), sides.contains("--policy"));
        }
    }

    /** In every build one cause of each sort of fact is asked about, and in thorough each. */
    private static final boolean EVERY_CAUSE =
            !System.getProperty("leeway.scale", "short").equals("short");

    /** Causes and drifts of every sort of fact, with the address that stands for each. */
    private static Map<String, String> ids(Report report) {
        Map<String, Drift> drifts = new LinkedHashMap<>();
        report.drifts().forEach(drift -> drifts.put(drift.id(), drift));
        Map<String, String> ids = new LinkedHashMap<>();
        for (Cause cause : report.causes()) {
            List<Drift> members = cause.drifts().stream().map(drifts::get).toList();
            String leads =
                    "cause " + KEY.matcher(members.get(0).address().text()).replaceAll("[*]");
            if (SORTS.add(leads) || EVERY_CAUSE) {
                ids.put(cause.id(), members.get(0).address().text());
            }
            for (Drift drift : members) {
                String sort = KEY.matcher(drift.address().text()).replaceAll("[*]") + drift.state();
                if (SORTS.add(sort)) {
                    ids.put(drift.id(), drift.address().text());
                }
            }
        }
        return ids;
    }

    private void explained(String id, String address, boolean judgedByFile) throws Exception {
        Cli.Result told = cli.run("explain", id);
        assertThat(told.code()).as(told.err()).isZero();
        List<List<String>> commands = commands(told.out());
        assertThat(commands).as(told.out()).anyMatch(words -> words.contains("--only") && words.contains(address));
        // Where environments share what they must not, nothing is put into anybody's hand.
        boolean acceptable =
                told.out().contains("Accept it for a time") && !told.out().contains("Better not");
        assertThat(commands.stream().anyMatch(words -> words.get(1).equals("accept")))
                .as(told.out())
                .isEqualTo(acceptable && judgedByFile);
        for (List<String> words : commands) {
            if (words.get(1).equals("accept")) {
                accepted(words);
                continue;
            }
            Cli.Result result = works(words);
            if (words.contains(address)) {
                assertThat(result.unbroken()).as(words + "\n" + result.out()).contains(address + " = ");
            }
        }
    }

    /** Into a copy of the policy, which others read as well. */
    private void accepted(List<String> words) throws IOException {
        int policy = words.indexOf("--policy") + 1;
        Path own = folder.resolve("leeway.yaml");
        Files.copy(Path.of(words.get(policy)), own, StandardCopyOption.REPLACE_EXISTING);
        List<String> copied = new ArrayList<>(words.subList(1, words.size()));
        copied.set(policy - 1, own.toString());
        Cli.Result result = cli.run(copied.toArray(String[]::new));
        assertThat(result.code()).as(words + result.err()).isZero();
        assertThat(result.out()).startsWith("wrote 1 waiver into");
    }

    private Cli.Result works(List<String> words) {
        assertThat(words.get(0)).isEqualTo("leeway");
        Cli copied = new Cli(folder);
        List<String> rest = new ArrayList<>(words.subList(1, words.size()));
        if (rest.get(0).equals("diff")) {
            copied.without("HOME");
            // What is within leeway is told to whoever asks for all.
            rest.addAll(List.of("--limit", "0"));
        }
        Cli.Result result = copied.run(rest.toArray(String[]::new));
        assertThat(result.code()).as(words + "\n" + result.out() + result.err()).isIn(ExitCodes.OK, ExitCodes.DRIFT);
        assertThat(result.out()).doesNotContain("Nothing was compared", "no snapshot holds");
        return result;
    }

    /** The commands in {@code out} of this program, as a shell reads them. */
    private static List<List<String>> commands(String out) throws IOException, InterruptedException {
        List<String> script = new ArrayList<>();
        script.add("leeway() { for word in leeway \"$@\"; do echo \"$word\"; done; echo '\f'; }");
        boolean on = false;
        for (String line : out.lines().toList()) {
            on |= line.strip().startsWith("leeway ");
            if (on) {
                script.add(line);
            }
            on &= line.endsWith("\\");
        }
        Process shell = new ProcessBuilder("sh", "-c", String.join("\n", script)).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        List<List<String>> commands = new ArrayList<>();
        for (String command : words.split("\f\n")) {
            if (!command.isEmpty()) {
                commands.add(command.lines().toList());
            }
        }
        return commands;
    }
}
