package dev.leeway.collector.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.IncludedFiles;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the documentation says of the commands is so. */
class DocumentationTest {
    private static final Path DOCS = Path.of("../docs");

    @TempDir
    private Path folder;

    @Test
    void runsTheCronLineOfTheNightlyReport() throws IOException {
        Cli cli = new Cli(folder);
        cli.snapshot("srv/snapshots/dev.json", "mine", "dev", "debug");
        cli.snapshot("srv/snapshots/prod/web-01.json.gz", "web-01", "prod", "info");
        Files.copy(Path.of(cli.policy()), folder.resolve("srv/leeway.yaml"));
        String line = cronLine();
        for (int night = 0; night < 2; night++) {
            Cli.Result result = cli.run(arguments(line));
            assertThat(result.code()).as(result.err()).isEqualTo(ExitCodes.DRIFT);
            assertThat(result.out()).contains("env[shop-web]/LOG_LEVEL");
            assertThat(folder.resolve("srv/report.json")).exists();
            assertThat(folder.resolve("srv/report.html")).exists();
        }
        assertThat(cli.run(arguments(line)).out()).contains("0 new, 1 still open, 0 facts resolved");
    }

    private static String cronLine() throws IOException {
        return Files.readAllLines(DOCS.resolve("nightly.md")).stream()
                .filter(line -> line.startsWith("0 5 * * * leeway report") && line.endsWith("-o -"))
                .findFirst()
                .orElseThrow();
    }

    private String[] arguments(String line) {
        assertThat(line).as("a per cent sign ends a cron command").doesNotContain("%");
        List<String> words = new ArrayList<>(List.of(
                line.replace("/srv/leeway", folder.resolve("srv").toString()).split(" ")));
        return words.subList(6, words.size()).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff",
                "report",
                "explain",
                "sbom",
                "policy check",
                "policy explain",
                "policy test",
                "policy learn",
                "init",
                "adopt",
                "history",
                "serve",
                "notify test",
                "notify send",
                "store add",
                "store list",
                "store verify",
                "store prune",
                "store baseline",
                "store backup",
                "store export",
                "store import",
                "store forget",
                "token create",
                "token list",
                "token revoke",
                "agent list",
                "agent revoke",
                "agent restore",
                "audit list",
                "audit verify"
            })
    void describesEveryOption(String name) throws IOException {
        String documentation = Files.readString(DOCS.resolve("cli.md"));
        CommandLine command = Main.line(CommandLine.defaultFactory());
        for (String word : name.split(" ")) {
            command = requireNonNull(command.getSubcommands().get(word));
        }
        assertThat(command.getCommandSpec().options()).isNotEmpty();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                assertThat(documentation).as(name).contains("`" + option.names()[0]);
            }
        }
    }

    @Test
    void describesEveryExitCode() throws IOException, IllegalAccessException {
        String documentation = Files.readString(DOCS.resolve("exit-codes.md"));
        for (Field code : ExitCodes.class.getFields()) {
            assertThat(documentation).contains("\n| " + code.getInt(null) + " | ");
        }
    }

    /** What {@link ExitCodeTest} sees of a command has a meaning in its row, and no command lacks one. */
    @Test
    void saysOfEveryCommandWhatItsExitCodesMean() throws Exception {
        Map<String, List<String>> meanings = new TreeMap<>();
        for (String line : Files.readAllLines(DOCS.resolve("exit-codes.md"))) {
            Matcher row = Pattern.compile("\\| `leeway ([a-z]+)` \\|(.*)\\|").matcher(line);
            if (row.matches()) {
                meanings.put(row.group(1), List.of(row.group(2).split("\\|")));
            }
        }
        List<String> comparing = List.of("diff", "report", "gate");
        for (String name :
                Main.line(CommandLine.defaultFactory()).getSubcommands().keySet()) {
            assertThat(name.equals("rehearse") || comparing.contains(name) || meanings.containsKey(name))
                    .as(name)
                    .isTrue();
        }
        int seen = 0;
        CsvSource table = Arrays.stream(ExitCodeTest.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(CsvSource.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        for (String cell : table.value()) {
            String[] parts = cell.split(" \\| ");
            String[] words = parts[0].split(" ");
            List<String> row = meanings.get(words[0]);
            int code = Integer.parseInt(parts[1].strip());
            if (row != null && code < row.size() && !words[words.length - 1].equals("--help")) {
                assertThat(row.get(code).strip()).as(cell).isNotEqualTo("never");
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void namesNoOptionThatThereIsNot() throws IOException {
        CommandLine main = Main.line(CommandLine.defaultFactory());
        List<String> known = new ArrayList<>(List.of("--help"));
        addOptions(main, known);
        for (String page :
                List.of("cli.md", "exit-codes.md", "nightly.md", "policy.md", "store.md", "identity.md", "notify.md")) {
            for (String line : Files.readAllLines(DOCS.resolve(page))) {
                for (String word : line.replaceAll("leeway-agent.*", "").split("[^A-Za-z-]+")) {
                    if (word.matches("--[a-z].*")) {
                        assertThat(known).as(page + ": " + line).contains(word);
                    }
                }
            }
        }
    }

    private static List<String> blocks(String page, String kind) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = Pattern.compile("^```" + kind + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve(page)));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }

    @Test
    void readsEveryPolicyOfThePolicyPage() throws IOException, FormatException {
        List<String> policies = blocks("policy.md", "yaml");
        assertThat(policies).hasSizeGreaterThan(5);
        for (String policy : policies) {
            IncludedFiles any = (from, path) -> new IncludedFiles.Opened(path, path, "rules: []\n");
            assertThat(PolicyReader.read(policy, "policy.md", any).environments())
                    .isNotEmpty();
        }
    }

    @Test
    void passesTheTestsOfThePolicyPage() throws IOException {
        Cli cli = new Cli(folder);
        Files.writeString(folder.resolve("leeway.yaml"), "environments: [staging, prod]\n");
        for (String environment : List.of("staging", "prod")) {
            SampleSnapshots.write(
                    folder.resolve("snapshots/2026-10/" + environment + ".json"),
                    SampleSnapshots.of(
                            environment,
                            environment,
                            1,
                            Map.of(
                                    "LOG_LEVEL",
                                    environment + "x",
                                    "MODE",
                                    environment + "y",
                                    "PAYMENT_TIMEOUT",
                                    "30")));
        }
        String tests = blocks("policy.md", "yaml test").get(0);

        Cli.Result result = cli.run(
                "policy",
                "test",
                Files.writeString(folder.resolve("leeway-test.yaml"), tests).toString());

        assertThat(result.out()).as(result.err()).endsWith("2 cases, all pass\n");
    }

    private static void addOptions(CommandLine of, List<String> known) {
        of.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        of.getSubcommands().values().forEach(command -> addOptions(command, known));
    }
}
