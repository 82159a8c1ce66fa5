package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorCommandTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String mirror = "";
    private String hosts = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        mirror = cli.path("mirror.git").toString();
        hosts = cli.path("hosts").toString();
        cli.snapshot("hosts/web-01.json", "web-01", "prod", 1, "info");
        cli.snapshot("hosts/dev-01.json", "dev-01", "dev", 1, "debug");
    }

    @Test
    void writesTheStoreOfAllCommandsWhereNoFilesAreNamed() throws IOException {
        String store = folder.resolve("leeway.db").toString();
        String file = cli.snapshot("a.json", "web-01", "prod", "info");
        assertThat(cli.run("store", "add", "--store", store, file).code()).isZero();

        Cli.Result nothingNamed = cli.run("mirror", "write", mirror);
        assertThat(nothingNamed.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(nothingNamed.err()).contains("--store or LEEWAY_STORE");

        cli.with(StoreLocation.VARIABLE, store);
        assertThat(cli.run("mirror", "write", mirror).out()).matches("prod [0-9a-f]{12}: 1 host changed\n");
        assertThat(cli.run("mirror", "write", folder.resolve("files.git").toString(), file)
                        .out())
                .as("files that are named come first")
                .matches("prod [0-9a-f]{12}: 1 host changed\n");
    }

    @Test
    void writesWhatChangedAndSaysSo() throws IOException {
        Cli.Result first = cli.run("mirror", "write", mirror, hosts);
        assertThat(first.out()).matches("dev [0-9a-f]{12}: 1 host changed\nprod [0-9a-f]{12}: 1 host changed\n");
        assertThat(cli.run("mirror", "write", mirror, hosts).out()).isEqualTo("nothing changed\n");
        cli.snapshot("hosts/web-01.json", "web-01", "prod", 2, "warn");
        assertThat(cli.run("mirror", "write", mirror, hosts).out()).matches("prod [0-9a-f]{12}: 1 host changed\n");
    }

    @Test
    void takesTheNewestOfEachHost() throws IOException {
        cli.snapshot("hosts/older.json", "web-01", "prod", 1, "error");
        cli.snapshot("hosts/newer.json", "web-01", "prod", 9, "warn");
        cli.run("mirror", "write", mirror, hosts);
        assertThat(exported("now", "prod/web-01.json")).contains("\"LOG_LEVEL\":\"warn\"");
    }

    @Test
    void makesSnapshotsThatCompareAsThoseWritten() throws IOException {
        cli.run("mirror", "write", mirror, hosts);
        exported("now", "prod/web-01.json");
        Cli.Result same = cli.run(
                "diff",
                cli.path("hosts/web-01.json").toString(),
                cli.path("now/prod/web-01.json").toString());
        assertThat(same.code()).as(same.out() + same.err()).isEqualTo(ExitCodes.OK);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cli.path("now/prod/web-01.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void exportsAnEarlierCommit() throws IOException {
        cli.run("mirror", "write", mirror, hosts);
        cli.snapshot("hosts/web-01.json", "web-01", "prod", 2, "warn");
        cli.run("mirror", "write", mirror, hosts);
        assertThat(cli.run(
                                "mirror",
                                "export",
                                mirror,
                                "--environment",
                                "prod",
                                "--commit",
                                "prod~1",
                                "-o",
                                cli.path("before").toString())
                        .out())
                .isEqualTo("1 snapshot in " + cli.path("before") + "\n");
        assertThat(Files.readString(cli.path("before/prod/web-01.json"))).contains("\"LOG_LEVEL\":\"info\"");
        assertThat(cli.path("before/dev")).doesNotExist();
    }

    @Test
    void writesADayAtATime() throws IOException {
        for (int day = 0; day < 3; day++) {
            SampleSnapshots.write(cli.path("days/" + day + ".json"), taken(9 - day, "" + day));
        }
        String days = cli.path("days").toString();
        Cli.Result all = cli.run("mirror", "write", mirror, days, "--by-day");
        assertThat(all.out().lines()).hasSize(3);
        // Night by night it is the same.
        String nightly = cli.path("nightly.git").toString();
        StringBuilder said = new StringBuilder();
        for (int day = 0; day < 3; day++) {
            said.append(cli.run(
                            "mirror",
                            "write",
                            nightly,
                            cli.path("days/" + day + ".json").toString(),
                            "--by-day")
                    .out());
        }
        assertThat(said.toString()).isEqualTo(all.out());
    }

    @Test
    void writesADayOnceAndOnlyWhenItIsOver() throws IOException {
        String days = cli.path("days").toString();
        SampleSnapshots.write(cli.path("days/0.json"), taken(2, "a"));
        SampleSnapshots.write(cli.path("days/1.json"), taken(1, "b"));
        SampleSnapshots.write(cli.path("days/2.json"), taken(0, "c"));
        Cli.Result first = cli.run("mirror", "write", mirror, days, "--by-day");
        assertThat(first.out().lines()).hasSize(2);
        assertThat(first.err()).isEqualTo("leeway: the day 2026-11-20 is not over and was left for later\n");
        assertThat(cli.run("mirror", "write", mirror, days, "--by-day").out()).isEqualTo("nothing changed\n");
        assertThat(exported("now", "prod/web-01.json")).contains("\"DAY\":\"b\"");
    }

    @Test
    void writesTheHistoryOfAStoreAsItWouldHaveNightByNight() throws IOException {
        String store = cli.path("leeway.db").toString();
        String nightly = cli.path("nightly.git").toString();
        StringBuilder said = new StringBuilder();
        for (int day = 3; day > 0; day--) {
            Path file = SampleSnapshots.write(cli.path("taken/" + day + ".json"), taken(day, "" + day));
            cli.at(Clock.fixed(Cli.NOW.minus(Duration.ofDays(day)), ZoneOffset.UTC));
            assertThat(cli.run("store", "add", "--store", store, file.toString())
                            .code())
                    .isZero();
            cli.at(Clock.fixed(Cli.NOW.minus(Duration.ofDays(day - 1)), ZoneOffset.UTC));
            said.append(cli.run("mirror", "write", nightly, "--store", store, "--by-day")
                    .out());
        }
        Cli.Result all = cli.run("mirror", "write", mirror, "--store", store, "--by-day");
        assertThat(all.out()).isEqualTo(said.toString());
        assertThat(all.out().lines()).hasSize(3).allMatch(line -> line.startsWith("prod "));
        // And the store of the mirror.
        exported("now", "prod/web-01.json");
        String again = cli.path("again.db").toString();
        assertThat(cli.run("store", "add", "--store", again, cli.path("now").toString())
                        .code())
                .isZero();
        assertThat(cli.run("mirror", "write", mirror, "--store", again).out()).isEqualTo("nothing changed\n");
    }

    private static Snapshot taken(int daysAgo, String value) {
        Instant taken = SampleSnapshots.TAKEN.minus(Duration.ofDays(daysAgo));
        return SampleSnapshots.of("web-01", "prod", 9 - daysAgo, taken, Outcome.COLLECTED, Map.of("DAY", value));
    }

    @Test
    void costsATornSnapshotOnlyItself() throws IOException {
        Files.writeString(cli.path("hosts/torn.json"), "{");
        Cli.Result result = cli.run("mirror", "write", mirror, hosts);
        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.err()).contains("torn.json");
        assertThat(result.out().lines()).hasSize(2);
    }

    @Test
    void retiresAHost() throws IOException {
        cli.run("mirror", "write", mirror, hosts);
        assertThat(cli.run("mirror", "retire", mirror, "web-01").err())
                .isEqualTo("leeway: --environment: name the environment of the host: dev, prod\n");
        cli.run("mirror", "retire", mirror, "web-01", "--environment", "prod");
        cli.run("mirror", "export", mirror, "-o", cli.path("now").toString());
        assertThat(cli.path("now/prod")).doesNotExist();
        assertThat(cli.path("now/dev/dev-01.json")).exists();
    }

    @Test
    void printsNothingThatMovesTheCursor() throws IOException {
        Snapshot hostile = SampleSnapshots.of("\u001b[2Jx", "\u001b[31m", 1, Map.of("A", "1"));
        SampleSnapshots.write(cli.path("hosts/hostile.json"), hostile);
        Cli.Result result = cli.run("mirror", "write", mirror, hosts);
        assertThat(result.out() + result.err()).contains("%1B%5B31m").doesNotContain("\u001b");
        assertThat(cli.run("mirror", "retire", mirror, "\u001b", "--environment", "\u001b")
                        .err())
                .contains("leeway: ")
                .doesNotContain("\u001b");
    }

    private String exported(String to, String file) throws IOException {
        Cli.Result result =
                cli.run("mirror", "export", mirror, "-o", cli.path(to).toString());
        assertThat(result.code()).as(result.err()).isZero();
        try (InputStream in = Files.newInputStream(cli.path(to + "/" + file))) {
            SnapshotJson.read(in, file);
        } catch (dev.leeway.schema.json.FormatException e) {
            throw new AssertionError(e);
        }
        return Files.readString(cli.path(to + "/" + file));
    }
}
