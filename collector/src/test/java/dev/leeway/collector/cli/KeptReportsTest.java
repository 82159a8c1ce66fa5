package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.ReportFiles;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids are copied from whatever report is still on the screen. */
class KeptReportsTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String dev = "";
    private String policy = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        dev = cli.snapshot("dev.json", "mine", "dev", "debug");
        policy = cli.policy();
    }

    /** Compares with another environment; what is kept of it is older than what is compared after it. */
    private String compared(String environment) throws IOException, FormatException {
        for (Path earlier : cli.kept("")) {
            Files.setLastModifiedTime(
                    earlier,
                    FileTime.from(Files.getLastModifiedTime(earlier).toInstant().minusSeconds(60)));
        }
        String other = cli.snapshot(environment + ".json", "web-" + environment, environment, "info");
        Path report = folder.resolve("report.json");
        cli.run("diff", dev, other, "--policy", policy, "-o", report.toString());
        return ReportFiles.read(report).drifts().get(0).id();
    }

    @Test
    void explainsAnIdOfAnEarlierComparisonAndSaysOfWhich() throws Exception {
        String earlier = compared("prod").substring(0, 4);
        String later = compared("staging").substring(0, 4);
        assertThat(later).isNotEqualTo(earlier);
        Cli.Result result = cli.run("explain", earlier);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("on web-prod", folder.resolve("prod.json").toString());
        assertThat(result.err())
                .contains("of an earlier comparison, not of the last: leeway diff " + dev + " "
                        + folder.resolve("prod.json"));
        Cli.Result last = cli.run("explain", later);
        assertThat(last.out()).contains("on web-staging");
        assertThat(last.err()).isEmpty();
    }

    /** A report with more drifts shows more digits: what has fewer was not copied from there. */
    @Test
    void takesAnIdFromTheReportThatShowsItAsLong() throws Exception {
        String earlier = compared("prod").substring(0, 4);
        String id = compared("staging");
        Path last = cli.kept(".json").get(1);
        String cause = ReportFiles.read(last).causes().get(0).id();
        String text =
                Files.readString(last).replace(id, earlier + "0aaaaaaaaaa").replace(cause, earlier + "1bbbbbbbbbb");
        Files.writeString(last, text);
        assertThat(cli.run("explain", earlier).out()).contains("on web-prod");
        assertThat(cli.run("explain", earlier + "0").out()).contains("on web-staging");
        Files.delete(cli.kept(".json").get(0));
        assertThat(cli.run("explain", earlier).err()).contains("'" + earlier + "' stands for 2 things");
    }

    @Test
    void takesTheLastOfTwoComparisonsOfOneId() throws Exception {
        String id = compared("prod");
        cli.snapshot("dev.json", "mine", "dev", "trace");
        assertThat(compared("prod")).isEqualTo(id);
        Cli.Result result = cli.run("explain", id.substring(0, 4));
        assertThat(result.out()).contains("trace").doesNotContain("debug");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void keepsTheLastEightForTheirUserAlone() throws Exception {
        String first = compared("e1");
        String second = compared("e2");
        for (int i = 3; i <= 9; i++) {
            compared("e" + i);
        }
        assertThat(cli.kept(".json")).hasSize(8);
        assertThat(cli.kept(".command")).hasSize(8);
        for (Path file : cli.kept("")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
        assertThat(cli.run("explain", second).code()).isZero();
        Cli.Result gone = cli.run("explain", first);
        assertThat(gone.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(gone.err())
                .contains("nothing in the last 8 comparisons has an id that begins with '" + first, "explain ID A B");
    }

    @Test
    void keepsTheLastHoweverLargeAndNoMoreBesideItThanFit() throws Exception {
        compared("prod");
        Path large = cli.kept(".json").get(0);
        Files.write(large, new byte[65 << 20]);
        compared("staging");
        assertThat(cli.kept(".json")).hasSize(1).doesNotContain(large);
        assertThat(cli.kept(".command")).hasSize(1);
    }

    @Test
    void clearsAwayWhatWritingLeftBehindLongAgo() throws Exception {
        compared("prod");
        Path reports = folder.resolve("home/.local/state/leeway/reports");
        Path old = Files.writeString(reports.resolve(".x.json.1.part"), "{");
        Path fresh = Files.writeString(reports.resolve(".y.json.2.part"), "{");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(86_400)));
        compared("staging");
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void keepsOneComparisonMadeTwiceOnce() throws Exception {
        compared("prod");
        compared("prod");
        assertThat(cli.kept(".json")).hasSize(1);
    }

    @Test
    void isNotStoppedByOneThatIsDamaged() throws Exception {
        String id = compared("prod");
        compared("staging");
        Path last = cli.kept(".json").get(1);
        FileTime when = Files.getLastModifiedTime(last);
        Files.writeString(last, "{");
        Files.setLastModifiedTime(last, when);
        assertThat(cli.run("explain", id).code()).isZero();
        Cli.Result nowhere = cli.run("explain", "0000000");
        assertThat(nowhere.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(List.of(nowhere.err().split(":"))).contains(" " + last);
    }
}
