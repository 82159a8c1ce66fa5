package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
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
            Instant taken = SampleSnapshots.TAKEN.minus(Duration.ofDays(9 - day));
            Snapshot snapshot = SampleSnapshots.of(
                    "web-01",
                    "prod",
                    1 + day,
                    taken,
                    dev.leeway.schema.snapshot.Outcome.COLLECTED,
                    Map.of("DAY", "" + day));
            SampleSnapshots.write(cli.path("days/" + day + ".json"), snapshot);
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
        assertThat(cli.run("mirror", "retire", mirror, "\u001b", "--environment", "\u001b").err())
                .contains("leeway: ")
                .doesNotContain("\u001b");
    }

    private String exported(String to, String file) throws IOException {
        Cli.Result result = cli.run("mirror", "export", mirror, "-o", cli.path(to).toString());
        assertThat(result.code()).as(result.err()).isZero();
        try (InputStream in = Files.newInputStream(cli.path(to + "/" + file))) {
            SnapshotJson.read(in, file);
        } catch (dev.leeway.schema.json.FormatException e) {
            throw new AssertionError(e);
        }
        return Files.readString(cli.path(to + "/" + file));
    }
}
