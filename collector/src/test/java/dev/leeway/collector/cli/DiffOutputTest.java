package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffOutputTest extends DiffScene {
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
    void writesAsMuchMarkdownAsItsPlaceTakes() {
        assertThat(diff("--format", "markdown", "--for", "comment").out())
                .isEqualTo(diff("--format", "markdown").out())
                .isEqualTo(diff("--format", "markdown", "--for", "summary").out())
                .isEqualTo(diff("--format", "markdown", "--budget", "20000").out());
        assertThat(diff("--for", "mail").err()).contains("--for: expected comment or summary");
        assertThat(diff("--budget", "19999").err()).contains("--budget: 19999 is less than 20000");
        assertThat(diff("--budget", "20000", "--for", "comment").err()).contains("give one of them");
        assertThat(diff("--budget", "x").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void namesTheOwnersThatThePolicyNames() throws IOException {
        Files.writeString(
                Path.of(policy), Files.readString(Path.of(policy)) + "owners: {shop-web: team-shop, other: nobody}\n");
        assertThat(diff("--format", "json").out()).contains("\n\"owners\":{\"shop-web\":\"team-shop\"},\n");
        assertThat(diff("--format", "html").out()).contains("shop-web, owned by team-shop");
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
        Path kept = cli.kept(".json").get(0);
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
}
