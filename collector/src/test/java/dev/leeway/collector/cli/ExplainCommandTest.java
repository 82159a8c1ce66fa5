package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.ReportFiles;
import dev.leeway.schema.json.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String dev = "";
    private String prod = "";
    private String policy = "";
    private String id = "";
    private Path report = Path.of(".");

    @BeforeEach
    void prepare() throws IOException, FormatException {
        cli = new Cli(folder);
        dev = cli.snapshot("dev.json", "mine", "dev", "debug");
        prod = cli.snapshot("prod.json", "web-01", "prod", "info");
        policy = cli.policy();
        report = folder.resolve("drift.json");
        cli.run("diff", dev, prod, "--policy", policy, "-o", report.toString());
        id = ReportFiles.read(report).drifts().get(0).id();
    }

    @Test
    void speaksAboutTheLastComparison() {
        Cli.Result result = cli.run("explain", id.substring(0, 6));
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("env[shop-web]/LOG_LEVEL", "debug", "info", "on mine", "on web-01", "waivers:");
    }

    @Test
    void speaksAboutAReportOrTwoSnapshotsOrStandardInput() throws IOException {
        String last = unaccepted(cli.run("explain", id).out());
        assertThat(unaccepted(
                        cli.run("explain", id, dev, prod, "--policy", policy).out()))
                .isEqualTo(last);
        // A report alone does not say of which files it was made.
        String without = last.replaceFirst("(?s)\n  this fact alone:.*?\n\n", "\n\n");
        assertThat(last).isNotEqualTo(without);
        assertThat(unaccepted(cli.run("explain", id, report.toString()).out())).isEqualTo(without);
        cli.reading(new ByteArrayInputStream(Files.readAllBytes(report)));
        assertThat(unaccepted(cli.run("explain", id, "-").out())).isEqualTo(without);
    }

    /** Without the command that accepts it, which names the report again and takes no two snapshots. */
    private static String unaccepted(String out) {
        return out.replaceFirst("(?s) {2}by this command.*?(?= {2}waivers:)", "");
    }

    /** What follows "this fact alone", as a shell reads it. */
    private static List<String> copied(String out) throws IOException, InterruptedException {
        String from = out.substring(out.indexOf("  this fact alone"));
        String command = from.substring(from.indexOf('\n') + 1, from.indexOf("\n\n"));
        Process shell = new ProcessBuilder("sh", "-c", "leeway() { printf '%s\\n' \"$@\"; }\n" + command).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return words.lines().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 100, 200})
    void printsACommandThatComparesThisFactWhenItIsCopied(int width) throws IOException, InterruptedException {
        String out = cli.run("explain", id, "--width", String.valueOf(width)).out();
        List<String> command = copied(out);
        assertThat(command).containsExactly("diff", dev, prod, "--policy", policy, "--only", "env[shop-web]/LOG_LEVEL");
        assertThat(out.lines()).allMatch(line -> line.length() <= width);
        Cli.Result again = cli.run(command.toArray(String[]::new));
        assertThat(again.code()).as(again.err()).isEqualTo(ExitCodes.DRIFT);
        assertThat(again.out()).contains("env[shop-web]/LOG_LEVEL = debug in dev · info in prod", "of 1 fact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my file.json", "it's '' a 'file'.json", "$HOME `id` \"x\".json", "漢字 漢字.json"})
    void quotesWhatAShellWouldTakeApart(String name) throws IOException, InterruptedException {
        Path odd = folder.resolve(name);
        Files.copy(Path.of(dev), odd);
        String out = cli.run("explain", id, odd.toString(), prod, "--policy", policy, "--width", "45")
                .out();
        assertThat(copied(out)).contains("diff", odd.toString(), prod);
    }

    @Test
    void namesTheDirectoryWhereTheCommandWasTyped() throws IOException {
        Path kept = cli.kept(".command").get(0);
        List<String> lines = new ArrayList<>(Files.readAllLines(kept));
        lines.set(1, "/some where/else");
        Files.write(kept, lines);
        assertThat(cli.run("explain", id).out().replaceAll("\\s+", " "))
                .contains(" this fact alone, in /some where/else: leeway diff " + dev);
    }

    @Test
    void printsNoCommandOfAnotherComparison() throws IOException {
        Path kept = cli.kept(".command").get(0);
        List<String> lines = new ArrayList<>(Files.readAllLines(kept));
        lines.set(0, "2001-01-01T00:00:00Z x 1");
        Files.write(kept, lines);
        assertThat(cli.run("explain", id).out()).contains("Look closer").doesNotContain("leeway diff");
        Files.delete(kept);
        assertThat(cli.run("explain", id).out()).contains("Look closer").doesNotContain("leeway diff");
    }

    /** Of one moment, under one policy, with as many drifts. */
    @Test
    void printsNoCommandOfAComparisonThatOnlyLooksAlike() throws IOException {
        Path report = cli.kept(".json").get(0);
        String kept = Files.readString(report);
        assertThat(cli.run("explain", id).out()).contains("leeway diff");
        assertThat(kept).contains("\"mine\"");
        Files.writeString(report, kept.replace("\"mine\"", "\"yours\""));
        assertThat(cli.run("explain", id).out()).contains("Look closer").doesNotContain("leeway diff");
    }

    @Test
    void printsNoCommandThatWouldNotReadTheSame() {
        assertThat(CommandWords.of("diff", List.of("a.json", "b.json"), List.of("--host")))
                .containsExactly("leeway", "diff", "a.json", "b.json", "--host");
        assertThat(CommandWords.of("diff", List.of("-", "b.json"), List.of())).isEmpty();
        assertThat(CommandWords.of("diff", List.of("dev=-", "b.json"), List.of()))
                .isEmpty();
        assertThat(CommandWords.of("diff", List.of("a\u001b.json", "b.json"), List.of()))
                .isEmpty();
    }

    @Test
    void refusesOptionsThatCanNoLongerChangeAReport() {
        for (String[] args : new String[][] {
            {"explain", id, "--policy", policy},
            {"explain", id, report.toString(), "--only", "env"},
            {"explain", id, "--host"},
        }) {
            Cli.Result result = cli.run(args);
            assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
            assertThat(result.err()).contains("needs the snapshots to compare");
        }
        assertThat(cli.run("explain", id, "--width", "120").code()).isZero();
    }

    @Test
    void saysWhenThereIsNoLastComparison() {
        Cli.Result result = new Cli(folder.resolve("elsewhere")).run("explain", id);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("there is no last comparison");
        Cli.Result homeless = new Cli(folder).without("HOME").run("explain", id);
        assertThat(homeless.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(homeless.err()).contains("HOME");
    }

    @Test
    void saysWhenTheLastComparisonIsDamaged() throws IOException {
        Path kept = cli.kept(".json").get(0);
        Files.writeString(kept, "{");
        Cli.Result result = cli.run("explain", id);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains(kept.getFileName() + ":");
    }

    @Test
    void saysWhenNothingHasThatId() {
        Cli.Result result = cli.run("explain", "0000000");
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("nothing in the last comparison has an id that begins with '0000000'");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void acceptsWhatItsOwnWaiverAccepts() throws IOException {
        String waiver = cli.run("explain", id)
                .out()
                .lines()
                .dropWhile(line -> !line.equals("  waivers:"))
                .map(line -> line.substring(Math.min(2, line.length())))
                .reduce("", (before, line) -> before + line + "\n");
        Files.writeString(Path.of(policy), Files.readString(Path.of(policy)) + waiver);
        Cli.Result result = cli.run("diff", dev, prod, "--policy", policy);
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("1 waived");
    }
}
