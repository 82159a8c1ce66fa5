package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiffCommandTest extends DiffScene {
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
}
