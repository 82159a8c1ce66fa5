package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffCommandTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String dev = "";
    private String prod = "";
    private String policy = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        dev = cli.snapshot("dev.json", "mine", "dev", "debug");
        prod = cli.snapshot("prod.json", "web-01", "prd", "info");
        policy = cli.policy();
    }

    private Cli.Result diff(String... more) {
        String[] args = new String[more.length + 5];
        args[0] = "diff";
        args[1] = dev;
        args[2] = prod;
        args[3] = "--policy";
        args[4] = policy;
        System.arraycopy(more, 0, args, 5, more.length);
        return cli.run(args);
    }

    @Test
    void namesBothSidesTheirAgesAndTheFactThatDiffers() {
        Cli.Result result = diff();
        assertThat(result.out())
                .startsWith("dev (mine, 6 hours ago) against prod (web-01, 6 hours ago)")
                .contains("as of 2026-11-20 08:00 UTC")
                .contains("env[shop-web]/LOG_LEVEL = debug in dev · info in prod")
                .contains("HIGH")
                .contains("leeway explain ")
                .doesNotContain("\u001b");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void saysFirstThatNothingDiffersAndWhatThatIsWorth() throws IOException {
        String twin = cli.snapshot("twin.json", "twin", "staging", "debug");
        Cli.Result result = cli.run("diff", dev, twin);
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("No drift: every compared fact is the same.\nParity 100.0 % of ");
    }

    @Test
    void saysTheSameWhateverTheOrderOfItsArguments() {
        String one = cli.run("diff", dev, prod, "--policy", policy).out();
        String other = cli.run("diff", prod, dev, "--policy", policy).out();
        assertThat(other).isEqualTo(one);
    }

    @Test
    void readsOneSideFromStandardInput() {
        byte[] bytes = SampleSnapshots.bytes(
                SampleSnapshots.of("pipe-host", "staging", 1, Map.of("LOG_LEVEL", "trace", "PORT", "8080")));
        Cli.Result result = cli.reading(new ByteArrayInputStream(bytes)).run("diff", "-", prod, "--policy", policy);
        assertThat(result.out()).contains("trace in staging · info in prod");
    }

    @Test
    void readsStandardInputOnlyOnce() {
        Cli.Result result = cli.run("diff", "-", "-");
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).isEqualTo("leeway: '-' is given twice, but standard input can be read only once\n");
    }

    @Test
    void takesTheNewestSnapshotOfEachHostInADirectoryAndCountsTheOthers() throws IOException {
        cli.snapshot("many/a1.json", "web-01", "prod", 1, "warn");
        cli.snapshot("many/a2.json.gz", "web-01", "prod", 2, "debug");
        cli.snapshot("many/b1.json.zst", "web-02", "prd", 1, "debug");
        Cli.Result result = cli.run("diff", dev, folder.resolve("many").toString(), "--policy", policy);
        assertThat(result.code()).as(result.out()).isZero();
        assertThat(result.out())
                .contains("prod (2 hosts, ")
                .contains("note: 1 snapshot was passed over for a newer one of the same host");
    }

    @Test
    void saysThatNothingWasComparedWhereNothingWas() {
        Cli.Result result = diff("--only", "env[*]/NO_SUCH_THING");
        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.out()).startsWith("Nothing was compared: the sides have no observed fact in common.\n");
    }

    @Test
    void sendsADirectoryOfSeveralEnvironmentsToTheReport() throws IOException {
        cli.snapshot("mixed/a.json", "web-01", "prod", "info");
        cli.snapshot("mixed/b.json", "web-02", "staging", "info");
        String mixed = folder.resolve("mixed").toString();
        Cli.Result result = cli.run("diff", dev, mixed);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("(prod, staging)", "leeway report " + mixed);
    }

    @Test
    void namesTwoSidesOfOneEnvironmentByTheirHosts() throws IOException {
        String second = cli.snapshot("second.json", "web-02", "prod", "warn");
        Cli.Result result = cli.run("diff", prod, second, "--policy", policy);
        assertThat(result.out()).contains("info in web-01 · warn in web-02");
    }

    @Test
    void namesTwoSnapshotsOfOneHostByTheirFiles() throws IOException {
        String monday = cli.snapshot("monday.json", "web-01", "prod", 1, "info");
        String tuesday = cli.snapshot("tuesday.json.gz", "web-01", "prod", 2, "warn");
        Cli.Result result = cli.run("diff", monday, tuesday, "--policy", policy);
        assertThat(result.out()).contains("info in monday · warn in tuesday");
    }

    @Test
    void keepsTheOrderOfTheCommandLineWhereNoPolicyKnowsOne() throws IOException {
        String old = cli.snapshot("old.json", "web-01", "prod", 1, "info");
        String fresh = cli.snapshot("new.json", "web-01", "prod", 2, "warn");

        assertThat(cli.run("diff", old, fresh, "--policy", policy).out()).startsWith("old (web-01");
        assertThat(cli.run("diff", fresh, old, "--policy", policy).out()).startsWith("new (web-01");
    }

    @Test
    void namesASideByAsLittleOfItsPathAsTellsItApart() throws IOException {
        cli.snapshot("fleet/prod/a.json", "web-01", "prod", "info");
        cli.snapshot("fleet/prod/b.json", "web-02", "prod", "info");
        String tree = cli.snapshot("tree.json", "vm", "prod", "warn");
        Cli.Result result = cli.run("diff", tree, folder.resolve("fleet/prod").toString(), "--policy", policy);

        assertThat(result.out())
                .contains("warn in vm · info in fleet/prod")
                .doesNotContain(folder.resolve("fleet").toString());
    }

    @Test
    void comparesAFileWithItself() {
        Cli.Result result = cli.run("diff", dev, dev);
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("No drift: every compared fact is the same.");
    }

    @Test
    void namesAFileInADirectoryThatCannotBeReadAndComparesTheOthers() throws IOException {
        cli.snapshot("many/a.json", "web-01", "prod", "debug");
        Files.writeString(folder.resolve("many/torn.json"), "{\"schema\":");
        String many = folder.resolve("many").toString();
        Cli.Result result = cli.run("diff", dev, many, "--policy", policy);
        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.unbroken())
                .startsWith("Incomplete: ")
                .contains("snapshot[torn.json]")
                .contains("ends too early");
    }

    @ParameterizedTest
    @CsvSource({"text, dev (mine", "json, '{\"schema\":\"leeway/report/1\"'", "html, <!DOCTYPE html>"})
    void printsEveryFormat(String format, String start) {
        assertThat(diff("--format", format).out()).startsWith(start);
        assertThat(diff("--format", format.toUpperCase(Locale.ROOT)).out()).startsWith(start);
    }

    @Test
    void writesSeveralFilesInTheFormatsTheirNamesTell() {
        Cli.Result result = diff(
                "-o", folder.resolve("r.html").toString(),
                "-o", folder.resolve("r.json").toString(),
                "-o", folder.resolve("r.txt").toString());
        assertThat(folder.resolve("r.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(folder.resolve("r.json")).content().startsWith("{\"schema\":\"leeway/report/1\"");
        assertThat(folder.resolve("r.txt")).content().startsWith("dev (mine");
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("leeway: drift; wrote ").contains("r.html", "r.json", "r.txt");
        assertThat(result.code()).isEqualTo(ExitCodes.DRIFT);
    }

    @Test
    void printsBesideItsFilesWhenAsked() {
        Cli.Result result = diff("-o", folder.resolve("r.json").toString(), "-o", "-");
        assertThat(result.out()).startsWith("dev (mine");
        assertThat(result.err()).isEmpty();
        assertThat(folder.resolve("r.json")).exists();
    }

    @Test
    void takesTheFormatOfAFileWhoseNameDoesNotTellFromTheOption() {
        diff("-o", folder.resolve("drift").toString(), "--format", "json");
        assertThat(folder.resolve("drift")).content().startsWith("{\"schema\":\"leeway/report/1\"");
    }

    @Test
    void writesNoFileThroughALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target.html"), "keep");
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), target);
        Cli.Result result = diff("-o", link.toString());
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("link.html: is a link");
        assertThat(target).content().isEqualTo("keep");
    }

    @Test
    void saysThatASideWithoutAnEnvironmentHasNoRules() throws IOException {
        String none = cli.snapshot("none.json", "stray", "", "info");
        assertThat(cli.run("diff", none, prod).unbroken())
                .contains("note: stray names no environment, so no rule between environments applies to it");
        assertThat(cli.run("diff", dev, prod).unbroken()).doesNotContain("names no environment");
    }

    @Test
    void asksAboutAMistypedEnvironmentOfBothSides() throws IOException {
        String one = cli.snapshot("one.json", "w1", "prood", "info");
        String other = cli.snapshot("other.json", "w2", "prood", "debug");
        assertThat(cli.run("diff", one, other).unbroken()).containsOnlyOnce("environment 'prood' is not in");
    }

    @Test
    void neverWritesOverWhatItReads() throws IOException {
        Path hard = Files.createLink(folder.resolve("hard.json"), Path.of(prod));
        Files.createSymbolicLink(folder.resolve("soft.json"), Path.of(dev));
        String there = folder.resolve("..").resolve(String.valueOf(folder.getFileName())) + "/prod.json";
        byte[] before = Files.readAllBytes(Path.of(prod));
        byte[] rules = Files.readAllBytes(Path.of(policy));
        for (String output : new String[] {prod, dev, there, hard.toString()}) {
            Cli.Result result = diff("-o", output);
            assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
            assertThat(result.err()).isEqualTo("leeway: -o: " + output + ": is one of the inputs; name another file\n");
        }
        String soft = folder.resolve("soft.json").toString();
        assertThat(cli.run("diff", soft, prod, "-o", dev).err()).contains("dev.json: is one of the inputs");
        assertThat(diff("--format", "json", "-o", policy).err()).contains("leeway.yaml: is one of the inputs");
        assertThat(Path.of(prod)).binaryContent().isEqualTo(before);
        assertThat(Path.of(policy)).binaryContent().isEqualTo(rules);
    }

    @Test
    void neverWritesOverASnapshotOfADirectoryItReads() throws IOException {
        String one = cli.snapshot("many/a/web-01.json.gz", "web-01", "prod", "info");
        String many = folder.resolve("many").toString();
        byte[] before = Files.readAllBytes(Path.of(one));
        Cli.Result result = cli.run("diff", dev, many, "--format", "json", "-o", one);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("web-01.json.gz: is one of the inputs, for it lies in " + many);
        assertThat(Path.of(one)).binaryContent().isEqualTo(before);
        assertThat(cli.run("diff", dev, many, "-o", many + "/a/r.html", "-o", many + "/r.json")
                        .err())
                .contains("wrote");
    }

    @Test
    void noticesThatOneFileIsWrittenTwiceUnderTwoNames() {
        String html = folder.resolve("r.html").toString();
        String again = folder.resolve("x/../r.html").toString();
        assertThat(diff("-o", html, "-o", again).err()).contains("-o: '" + again + "' is given twice");
    }

    @Test
    void speaksOfTheMomentItIsGiven() {
        assertThat(diff("--as-of", "2026-11-22T03:04:05Z").out()).contains("as of 2026-11-22 03:04 UTC");
        assertThat(diff("--as-of", "2026-11-22").out()).contains("as of 2026-11-22 00:00 UTC");
    }

    @Test
    void neverLooksAtTheClockWhenTheMomentIsGiven() {
        String one = diff("--as-of", "2026-11-22").out();
        cli.at(Clock.fixed(Instant.parse("2031-01-01T00:00:00Z"), ZoneOffset.UTC));
        assertThat(diff("--as-of", "2026-11-22").out()).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "env[shop-web]", "env[*]/**", "**", "jdk,env"})
    void comparesOnlyWhatItIsAskedFor(String pattern) {
        assertThat(diff("--only", pattern).out()).contains("LOG_LEVEL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "env[shop-web]", "env[*]/LOG_*", "jdk,env", "**"})
    void leavesOutWhatItIsToldToIgnore(String pattern) {
        assertThat(diff("--ignore", pattern).out()).doesNotContain("LOG_LEVEL");
    }

    @Test
    void suggestsTheProbeThatWasProbablyMeant() {
        Cli.Result result = diff("--only", "pakage");
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).isEqualTo("leeway: --only: no probe is called 'pakage': did you mean 'package'?\n");
    }

    @Test
    void wrapsToTheWidthItIsGivenOrFinds() {
        assertThat(longest(diff("--width", "200"))).isGreaterThan(100).isLessThanOrEqualTo(200);
        assertThat(longest(diff("--width", "80"))).isLessThanOrEqualTo(80);
        cli.with("COLUMNS", "60");
        assertThat(longest(diff())).isLessThanOrEqualTo(60);
        assertThat(diff("--width", "60").out()).isEqualTo(diff().out());
        cli.with("COLUMNS", "10");
        assertThat(diff("--width", "40").out()).isEqualTo(diff().out());
        assertThat(diff("--width", "39").err()).contains("--width: 39 is not between 40 and 200");
        assertThat(diff("--width", "201").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(longest(diff("--width", "120"))).isLessThanOrEqualTo(120);
        cli.with("COLUMNS", "nonsense");
        assertThat(longest(diff())).isLessThanOrEqualTo(100);
    }

    private static int longest(Cli.Result result) {
        return result.out().lines().mapToInt(String::length).max().orElse(0);
    }

    @Test
    void coloursOnlyWhereItIsWanted() {
        assertThat(diff().out()).doesNotContain("\u001b");
        assertThat(diff("--color", "always").out()).contains("\u001b[31mHIGH\u001b[0m");
        cli.atTerminal();
        assertThat(diff().out()).contains("\u001b[");
        assertThat(diff("--color", "never").out()).doesNotContain("\u001b");
        cli.with("NO_COLOR", "");
        assertThat(diff().out()).contains("\u001b[");
        cli.with("TERM", "dumb");
        assertThat(diff().out()).doesNotContain("\u001b");
        cli.with("TERM", "xterm").with("NO_COLOR", "1");
        assertThat(diff().out()).doesNotContain("\u001b");
        assertThat(diff("--color", "always").out()).contains("\u001b[");
    }

    @Test
    void putsNoColourIntoFiles() {
        diff("--color", "always", "-o", folder.resolve("r.txt").toString());
        assertThat(folder.resolve("r.txt")).content().doesNotContain("\u001b");
    }

    @Test
    void keepsItsReportForItsUserAlone() throws IOException {
        diff();
        Path kept = folder.resolve("home/.local/state/leeway/last-report.json");
        assertThat(kept).content(StandardCharsets.UTF_8).contains("LOG_LEVEL");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
    }

    @Test
    void isNotDisturbedWhenItsReportCannotBeKept() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        cli.with("XDG_STATE_HOME", folder.resolve("file").toString());
        assertThat(diff().code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(diff().err()).isEmpty();
    }

    @Test
    void refusesAPolicyOverAProbeThatNeitherReleaseNorSnapshotsKnow() throws IOException {
        policy = Files.writeString(folder.resolve("slip.yaml"), "require: [\"evn[*]/**\"]\n")
                .toString();

        Cli.Result result = diff();

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains(policy + ":1:11: no probe is called 'evn'; did you mean 'env'?");
    }

    @Test
    void isIncompleteForARequirementThatMeansNothing() throws IOException {
        policy = Files.writeString(folder.resolve("vain.yaml"), "require: [\"env[shop-wbe]/**\"]\n")
                .toString();

        Cli.Result result = diff("--fail-on", "critical");

        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.unbroken())
                .contains("required: env[shop-wbe]/** in dev")
                .contains(policy + ":1: requirement of env[shop-wbe]/** matches no fact")
                .contains("did you mean env[shop-web]?")
                .doesNotContain("observed 100.0 %");
    }

    @Test
    void neverPrintsThatAllWasObservedAboveAGap() throws IOException {
        Cli.Result result = cli.run(
                "diff",
                cli.refused("a.json", "a", "dev"),
                cli.refused("b.json", "b", "prod"),
                "--allow-unknown",
                "env");

        assertThat(result.out()).contains("not observed: env").doesNotContain("observed 100.0 %");
    }

    @Test
    void acceptsForOneRunThatAPlannedProbeWasNotThere() throws IOException {
        policy = Files.writeString(folder.resolve("later.yaml"), "require: [\"database[*]/**\"]\n")
                .toString();

        assertThat(diff("--fail-on", "critical").code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(diff("--fail-on", "critical", "--allow-unknown", "database").code())
                .isEqualTo(ExitCodes.OK);
    }

    @Test
    void listsWhatLiesWithinLeewayWhenAskedForEverything() throws IOException {
        Path free = Files.writeString(cli.path("free.yaml"), """
                environments: [dev, {name: prod, aliases: [prd]}]
                rules:
                  - {match: "env[*]/**", expect: any}
                """);
        assertThat(cli.run("diff", dev, prod, "--policy", free.toString()).out())
                .doesNotContain("Within leeway");
        assertThat(cli.run("diff", dev, prod, "--policy", free.toString(), "--limit", "0")
                        .out())
                .containsPattern("(?m)^Within leeway$")
                .containsPattern("(?m)^[0-9a-f]{4,15} +env\\[shop-web\\]/LOG_LEVEL = debug in dev · info in prod$");
    }
}
