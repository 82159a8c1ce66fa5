package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.ReportFiles;
import dev.leeway.schema.json.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        String last = cli.run("explain", id).out();
        assertThat(cli.run("explain", id, report.toString()).out()).isEqualTo(last);
        assertThat(cli.run("explain", id, dev, prod, "--policy", policy).out()).isEqualTo(last);
        cli.reading(new ByteArrayInputStream(Files.readAllBytes(report)));
        assertThat(cli.run("explain", id, "-").out()).isEqualTo(last);
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
        Path kept = folder.resolve("home/.local/state/leeway/last-report.json");
        Files.writeString(kept, "{");
        Cli.Result result = cli.run("explain", id);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("last-report.json:");
    }

    @Test
    void saysWhenNothingHasThatId() {
        Cli.Result result = cli.run("explain", "0000000");
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("nothing in the report as of 2026-11-20 08:00 UTC");
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
