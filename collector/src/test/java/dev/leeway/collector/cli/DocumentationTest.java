package dev.leeway.collector.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(strings = {"diff", "report", "explain", "sbom"})
    void describesEveryOption(String name) throws IOException {
        String documentation = Files.readString(DOCS.resolve("cli.md"));
        CommandLine command =
                requireNonNull(new CommandLine(new Main()).getSubcommands().get(name));
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

    @Test
    void namesNoOptionThatThereIsNot() throws IOException {
        CommandLine main = new CommandLine(new Main());
        List<String> known = new ArrayList<>(List.of("--help"));
        main.getSubcommands()
                .values()
                .forEach(command ->
                        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names()))));
        for (String page : List.of("cli.md", "exit-codes.md", "nightly.md")) {
            for (String line : Files.readAllLines(DOCS.resolve(page))) {
                for (String word : line.replaceAll("leeway-agent.*", "").split("[^A-Za-z-]+")) {
                    if (word.matches("--[a-z].*")) {
                        assertThat(known).as(page + ": " + line).contains(word);
                    }
                }
            }
        }
    }
}
