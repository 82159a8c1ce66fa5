package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinceTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String store = "";

    @BeforeEach
    void fill() throws IOException {
        cli = new Cli(folder);
        store = folder.resolve("leeway.db").toString();
        for (int day = 1; day <= 6; day++) {
            night(day, "dev", "mine", "info");
            night(day, "prod", "web-01", day < 4 ? "info" : "debug");
        }
    }

    private void night(int day, String environment, String host, String level) throws IOException {
        String file = cli.snapshot(environment + host + day + ".json", host, environment, day, level);
        assertThat(at(day).run("store", "add", "--store", store, file).code()).isZero();
    }

    private Cli at(int day) {
        return cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(day)), ZoneOffset.UTC));
    }

    private Cli.Result report(int day, String... more) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("report", "--store", store, "--policy", cli.policy(), "--allow-unknown", "snapshot"));
        words.addAll(Arrays.asList(more));
        return at(day).run(words.toArray(new String[0]));
    }

    @Test
    void tellsWhatIsNewSinceAMomentWithoutAnyEarlierReport() throws IOException {
        Cli.Result told = report(6, "--since", "3.days.ago");

        assertThat(told.code()).as(told.err()).isEqualTo(ExitCodes.DRIFT);
        assertThat(told.out()).contains("New\n", "LOG_LEVEL").doesNotContain("Still open");
        assertThat(told.unbroken()).contains("1 new, 0 still open, 0 facts resolved");
    }

    @Test
    void tellsTheAgeFromTheStoreAndNotFromTheMomentToTellAgainst() throws IOException {
        Cli.Result told = report(
                6,
                "--since",
                "yesterday",
                "-o",
                "-",
                "-o",
                folder.resolve("r.json").toString());

        assertThat(told.unbroken()).contains("0 new, 1 still open, 0 facts resolved", "open for 2 days");
        assertThat(Files.readString(folder.resolve("r.json")))
                .contains("\"firstSeen\":\"" + Cli.NOW.plus(Duration.ofDays(4)) + "\"");
    }

    /** Both moments are those of arrival: the snapshots say that all of them were taken on the first day. */
    @Test
    void tellsAServiceThatNoHostInTimeObserves() throws IOException {
        night(9, "prod", "web-01", "debug");
        Path json = folder.resolve("r.json");

        Cli.Result told = report(9, "--since", "yesterday", "-o", "-", "-o", json.toString());

        String last =
                Cli.NOW.plus(Duration.ofDays(6)).toString().substring(0, 16).replace('T', ' ');
        assertThat(told.unbroken())
                .contains("dev: nobody observes shop-web any more; last seen " + last + " UTC by mine")
                .doesNotContain("prod: nobody observes");
        assertThat(Files.readString(json)).contains("\"silent\":[\n{\"service\":\"shop-web\",\"environment\":\"dev\"");
    }

    @Test
    void tellsWhatWasResolved() throws IOException {
        night(7, "prod", "web-01", "info");
        Cli.Result told = report(7, "--since", "yesterday");

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.unbroken()).contains("0 new, 0 still open, 1 fact resolved");
    }

    @Test
    void tellsAgainstABaselineOfOneEnvironment() throws IOException {
        assertThat(at(6).run("store", "baseline", "good", "prod@{3.days.ago}", "--store", store)
                        .code())
                .isZero();
        Cli.Result told = report(6, "--since", "baseline:good");

        assertThat(told.unbroken()).as(told.err()).contains("1 new, 0 still open");
    }

    /** Whatever names earlier snapshots, what they show already is not new. */
    @ParameterizedTest
    @CsvSource({
        "prod~3, 1, 0",
        "prod~2, 0, 1",
        "prod~, 0, 1",
        "prod/web-01~3, 1, 0",
        "prod@{3.days.ago}, 1, 0",
        "prod@{yesterday}, 0, 1",
        "prod/web-01@{3.days.ago}, 1, 0",
        "dev~5, 1, 0",
        "prod/web-01~3 as baseline, 1, 0",
        "prod@{yesterday} as baseline, 0, 1"
    })
    void tellsAgainstEverySelector(String text, int fresh, int open) throws IOException {
        String since = text.replace(" as baseline", "");
        if (!since.equals(text)) {
            assertThat(at(6).run("store", "baseline", "kept", since, "--store", store)
                            .code())
                    .isZero();
            since = "baseline:kept";
        }
        Cli.Result told = report(6, "--since", since);

        assertThat(told.unbroken()).as(told.err()).contains(fresh + " new, " + open + " still open");
    }

    /** A baseline of one host says nothing of its peers, which stand as they stood then. */
    @Test
    void leavesOtherHostsOfTheEnvironmentAsTheyWere() throws IOException {
        for (int day = 1; day <= 6; day++) {
            night(day, "prod", "web-02", "trace");
        }
        Cli.Result told = report(6, "--since", "prod/web-01~");

        assertThat(told.unbroken()).as(told.err()).contains(" 0 new, ").doesNotContain("0 still open");
    }

    @Test
    void speaksOfTheStoreAsItWasAtTheMomentOfTheReport() throws IOException {
        Cli.Result told = report(
                6,
                "--since",
                "yesterday",
                "--as-of",
                Cli.NOW.plus(Duration.ofDays(3)).toString());

        assertThat(told.code()).as(told.out() + told.err()).isZero();
    }

    @Test
    void saysThatNothingHadArrivedByThen() throws IOException {
        Cli.Result told = report(6, "--since", "2.years.ago");

        assertThat(told.code()).as(told.err()).isEqualTo(ExitCodes.DRIFT);
        assertThat(told.unbroken())
                .contains("nothing had arrived by", "so nothing counts as new or resolved; the store begins");
    }

    @Test
    void refusesWhatItCannotTellAgainst() throws IOException {
        assertThat(report(6, "--since", "tomorrow").err()).contains("--since", "not a time");
        assertThat(at(6).run("report", "--store", store, "--since", "2030-01-01")
                        .err())
                .contains("the moment of the report");
        Clock fine = Clock.fixed(Cli.NOW.plus(Duration.ofDays(6)).plusNanos(1), ZoneOffset.UTC);
        assertThat(cli.at(fine)
                        .run("report", "--store", store, "--since", "2030-01-01")
                        .err())
                .as("nobody writes a moment to the nanosecond")
                .contains("is after " + Cli.NOW.plus(Duration.ofDays(6)) + ", the moment of the report");
        assertThat(report(6, "--since", "baseline:none").err()).contains("there is no such baseline");
        assertThat(report(6, "--since", "yesterday", "--previous", "r.json").err())
                .contains("give one");
        Cli.Result folders = at(6).run("report", folder.toString(), "--since", "yesterday");
        assertThat(folders.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(folders.err()).contains("--since speaks of a whole store");
    }

    @Test
    void explainsWhichSideMovedAndWhen() throws IOException {
        report(6, "--since", "yesterday");
        String id = report(6).out().replaceAll("(?s).*leeway explain ([0-9a-f]+).*", "$1");
        Cli.Result told = at(6).run("explain", id, "--store", store, "--policy", cli.policy());

        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.unbroken())
                .contains(
                        "How it came about",
                        "moved: web-01 was info, is debug",
                        "did not move",
                        "by the host's own clock");
        Cli.Result json = at(6).run("explain", id, "--store", store, "--policy", cli.policy(), "--format", "json");
        assertThat(json.out())
                .contains("\"schema\":\"leeway/explanation/1\"", "\"motion\":\"moved\"", "\"was\":\"info\"");
        assertThat(at(6).run("explain", id, "--format", "yaml").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void saysThatTheStoreKnowsNothingOfWhatWasCompared() throws IOException {
        String lone = folder.resolve("lone.db").toString();
        String file = cli.snapshot("x.json", "elsewhere", "test", 1, "info");
        assertThat(at(1).run("store", "add", "--store", lone, file).code()).isZero();
        String id = report(6).out().replaceAll("(?s).*leeway explain ([0-9a-f]+).*", "$1");
        Cli.Result told = at(6).run("explain", id, "--store", lone, "--policy", cli.policy());

        assertThat(told.code()).isZero();
        assertThat(told.err()).contains("the store has no host of dev, prod");
        assertThat(told.out()).doesNotContain("How it came about");
    }
}
