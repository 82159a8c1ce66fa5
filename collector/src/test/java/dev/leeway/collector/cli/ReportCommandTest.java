package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String fleet = "";
    private String policy = "";
    private String json = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        cli.snapshot("fleet/dev/mine.json", "mine", "dev", "debug");
        cli.snapshot("fleet/staging/s-01.json.gz", "s-01", "stg", "info");
        cli.snapshot("fleet/prod/web-01.json", "web-01", "prd", "info");
        cli.snapshot("fleet/prod/web-02.json.zst", "web-02", "prod", "info");
        fleet = folder.resolve("fleet").toString();
        policy = cli.policy();
        json = folder.resolve("fleet/report.json").toString();
    }

    private Cli.Result nightly() {
        return cli.run("report", fleet, "--policy", policy, "--previous", json, "-o", json, "-o", "-");
    }

    @Test
    void comparesEveryEnvironmentItFinds() {
        Cli.Result result = cli.run("report", fleet, "--policy", policy);
        assertThat(result.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(result.out())
                .startsWith("dev (mine, 6 hours ago), staging (s-01, 6 hours ago) and prod (2 hosts, 6 hours ago)")
                .contains("env[shop-web]/LOG_LEVEL");
    }

    @Test
    void tellsWhatIsNewStillOpenAndResolvedSinceTheNightBefore() throws IOException {
        Cli.Result first = nightly();
        assertThat(first.err()).contains("report.json: no earlier report there yet");
        cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC));
        cli.snapshot("fleet/prod/web-01.json", "web-01", "prd", 2, "warn");
        cli.snapshot("fleet/prod/web-02.json.zst", "web-02", "prod", 2, "warn");
        Cli.Result second = nightly();
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("since 2026-11-20 08:00 UTC (24 hours ago): ");
        cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(2)), ZoneOffset.UTC));
        cli.snapshot("fleet/prod/web-01.json", "web-01", "prd", 3, "debug");
        cli.snapshot("fleet/prod/web-02.json.zst", "web-02", "prod", 3, "debug");
        cli.snapshot("fleet/staging/s-01.json.gz", "s-01", "stg", 3, "debug");
        Cli.Result third = nightly();
        assertThat(third.code()).as(third.out()).isZero();
        assertThat(third.out()).contains("Resolved\n").contains("env[shop-web]/LOG_LEVEL");
        assertThat(third.out()).contains("1 file was a report, not a snapshot, and passed over");
    }

    @Test
    void readsSeveralDirectoriesAndIsToldWhichEnvironmentTheyAreOf() throws IOException {
        cli.snapshot("one/dev.json", "mine", "dev", "debug");
        Snapshot unnamed = SampleSnapshots.of("web-01", "", 1, Map.of("LOG_LEVEL", "info", "PORT", "8080"));
        SampleSnapshots.write(folder.resolve("two/web-01.json"), unnamed);
        String one = folder.resolve("one").toString();
        String two = folder.resolve("two").toString();

        Cli.Result told = cli.run("report", one, "--environment", "prd=" + two, "--policy", policy);
        assertThat(told.code()).as(told.err()).isEqualTo(ExitCodes.DRIFT);
        assertThat(told.out()).contains("dev (mine, 6 hours ago) against prod (web-01");

        assertThat(cli.run("report", one, two, "--policy", policy).unbroken())
                .contains("names no environment", "--environment NAME=DIR");
        Cli.Result other = cli.run("report", "--environment", "prod=" + one, fleet, "--policy", policy);
        assertThat(other.unbroken()).contains("'dev' by its own account");
    }

    @Test
    void saysTheSameOfTheSameFilesWhereverTheyLie() throws IOException {
        String one = cli.run("report", fleet, "--policy", policy).out();
        cli.snapshot("other/x/1.json", "web-02", "prod", "info");
        cli.snapshot("other/2.json", "web-01", "prd", "info");
        cli.snapshot("other/y/z/3.json", "mine", "dev", "debug");
        cli.snapshot("other/4.json", "s-01", "stg", "info");
        assertThat(cli.run("report", folder.resolve("other").toString(), "--policy", policy)
                        .out())
                .isEqualTo(one);
    }

    @Test
    void namesSnapshotsThatNameNoEnvironment() throws IOException {
        cli.snapshot("fleet/stray.json", "stray", "", "info");
        Cli.Result result = cli.run("report", fleet, "--fail-on", "critical", "--policy", policy);
        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.unbroken()).contains("snapshot[stray.json]", "names no environment");
    }

    @Test
    void asksFirstOfAllAboutAnEnvironmentThatThePolicyDoesNotList() throws IOException {
        cli.snapshot("odd/s.json", "s-01", "staging", "info");
        cli.snapshot("odd/p.json", "web-01", "prood", "info");
        String odd = folder.resolve("odd").toString();
        String html = folder.resolve("odd.html").toString();
        String told = folder.resolve("odd.json").toString();
        Cli.Result result = cli.run("report", odd, "--policy", policy, "-o", "-", "-o", html, "-o", told);
        String message = "environment 'prood' is not in the policy's environments (dev, staging, prod);"
                + " did you mean 'prod'? No rule for any of these applies to it.";
        assertThat(result.unbroken()).containsOnlyOnce(message);
        assertThat(result.unbroken().indexOf(message)).isLessThan(900);
        assertThat(Files.readString(Path.of(told)))
                .contains("\"kind\":\"unlistedEnvironment\"", "{name: prod, aliases: [prood]}");
        String page = Files.readString(Path.of(html));
        assertThat(page.indexOf("did you mean")).isBetween(0, page.indexOf("<main "));
        assertThat(cli.run("report", odd, "--policy", policy, "--only", "env").unbroken())
                .contains(message);
    }

    @Test
    void asksAboutALongerNameAndAboutOneThatIsLikeNone() throws IOException {
        cli.snapshot("odd/s.json", "s-01", "prod-eu", "info");
        cli.snapshot("odd/p.json", "web-01", "moon", "info");
        String told = cli.run("report", folder.resolve("odd").toString(), "--policy", policy)
                .unbroken();
        assertThat(told)
                .contains("environment 'prod-eu' is not in", "did you mean 'prod'?")
                .contains("environment 'moon' is not in the policy's environments (dev, staging, prod). No rule");
    }

    @Test
    void missesAnEnvironmentThatThePolicyListsAndNobodyDelivered() throws IOException {
        cli.snapshot("two/dev.json", "mine", "dev", "info");
        cli.snapshot("two/prod.json", "web-01", "prod", "info");
        String two = folder.resolve("two").toString();
        Cli.Result result = cli.run("report", two, "--policy", policy);

        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.unbroken())
                .startsWith("Incomplete: ")
                .contains("required: snapshot[staging] in staging: not delivered")
                .contains("leeway.yaml: staging: no snapshot. The policy lists this environment");
        assertThat(cli.run("report", two, "--policy", policy, "--allow-unknown", "snapshot[staging]")
                        .code())
                .isEqualTo(ExitCodes.OK);
    }

    @Test
    void missesNoEnvironmentThatTheUserDoesNotList() throws IOException {
        String dev = cli.snapshot("two/dev.json", "mine", "dev", "info");
        String prod = cli.snapshot("two/prod.json", "web-01", "prod", "info");
        Cli.Result shipped = cli.run("report", folder.resolve("two").toString());
        Cli.Result chosen = cli.run("diff", dev, prod, "--policy", policy);

        assertThat(shipped.out()).doesNotContain("no snapshot");
        assertThat(shipped.code()).isEqualTo(ExitCodes.OK);
        assertThat(chosen.out()).doesNotContain("no snapshot");
        assertThat(chosen.code()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void missesAnEnvironmentThatTheCommandLineNamesAndWhoseDirectoryHoldsNothing() throws IOException {
        cli.snapshot("dev/mine.json", "mine", "dev", "info");
        cli.snapshot("staging/s-01.json", "s-01", "staging", "info");
        Files.createDirectories(folder.resolve("empty"));
        String[] all = {
            "report",
            "--environment",
            "dev=" + folder.resolve("dev"),
            "--environment",
            "staging=" + folder.resolve("staging"),
            "--environment",
            "prd=" + folder.resolve("empty"),
            "--allow-unknown",
            "snapshot[dev]"
        };
        Cli.Result result = cli.run(all);

        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.unbroken())
                .contains("required: snapshot[prod] in prod: not delivered")
                .contains("prod: no snapshot. The directory that --environment names for it holds none");
        all[all.length - 1] = "snapshot[prod]";
        assertThat(cli.run(all).code()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void isIncompleteWhereOneOfSeveralDirectoriesHoldsNothing() throws IOException {
        cli.snapshot("two/mine.json", "mine", "dev", "info");
        cli.snapshot("two/s-01.json", "s-01", "staging", "info");
        Files.createDirectories(folder.resolve("empty"));
        String two = folder.resolve("two").toString();
        String empty = folder.resolve("empty").toString();
        Cli.Result result = cli.run("report", two, empty);
        Cli.Result further = cli.run("report", two, "--environment", "staging=" + empty);

        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.unbroken()).contains("snapshot[empty]", "holds no snapshot");
        assertThat(further.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(further.unbroken()).contains("snapshot[empty]", "holds no snapshot");
        assertThat(cli.run("report", two).code()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void comparesEachOfSeveralTreesThatWereExaminedOnOneHost() throws IOException {
        for (String environment : new String[] {"staging", "prod"}) {
            for (String root : new String[] {"/img-a", "/img-b"}) {
                // In the one environment the second was examined last, in the other the first.
                int sequence = environment.equals("prod") == root.equals("/img-a") ? 2 : 1;
                Map<String, String> variables = Map.of("LOG_LEVEL", root.equals("/img-a") ? "info" : "warn");
                Snapshot tree = SampleSnapshots.under(root, SampleSnapshots.of("ci", environment, sequence, variables));
                SampleSnapshots.write(folder.resolve("trees/" + environment + root + ".json"), tree);
            }
        }
        Cli.Result result = cli.run("report", folder.resolve("trees").toString());
        assertThat(result.unbroken())
                .contains("staging (2 hosts, 6 hours ago) against prod (2 hosts, 6 hours ago)")
                .doesNotContain("passed over", " in prod", " in staging");
    }

    @Test
    void tellsOnTopOfSnapshotsThatAreOldAndIsIncompleteWhereThePolicySetsAnAge() throws IOException {
        cli.snapshot("two/dev.json", "mine", "dev", "info");
        cli.snapshot("two/prod.json", "web-01", "prod", "info");
        String two = folder.resolve("two").toString();
        cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(99)), ZoneOffset.UTC));
        String week =
                Files.writeString(folder.resolve("week.yaml"), "maxAge: 7d").toString();
        String year =
                Files.writeString(folder.resolve("year.yaml"), "maxAge: 365d").toString();
        Cli.Result none = cli.run("report", two);
        Cli.Result old = cli.run("report", two, "--policy", week);

        assertThat(none.code()).isEqualTo(ExitCodes.OK);
        assertThat(none.unbroken()).contains("prod: old snapshots: web-01 (99 days). See that");
        assertThat(none.out().indexOf("old snapshots")).isLessThan(none.out().indexOf("0 causes"));
        assertThat(old.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(old.unbroken())
                .contains("required: snapshot[web-01] in prod on web-01: not recent: taken 99 days ago, maxAge is 7d");
        assertThat(cli.run("report", two, "--policy", week, "--allow-unknown", "snapshot")
                        .code())
                .isEqualTo(ExitCodes.OK);
        assertThat(cli.run("report", two, "--policy", year).out()).doesNotContain("old snapshots", "not recent");
    }

    @Test
    void asksAboutAnEnvironmentThatThePolicyLeftOut() throws IOException {
        String short1 = Files.writeString(folder.resolve("short.yaml"), "environments: [staging, prod]")
                .toString();
        assertThat(cli.run("report", fleet, "--policy", short1).unbroken())
                .contains("short.yaml: environment 'dev' is not in the policy's environments (staging, prod)");
        assertThat(cli.run("report", fleet, "--policy", policy).out()).doesNotContain("is not in the policy");
    }

    @Test
    void saysWhenThereIsOnlyOneEnvironment() {
        Cli.Result result = cli.run("report", folder.resolve("fleet/prod").toString());
        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.out()).startsWith("Nothing was compared: there is only one environment.\n");
    }

    @Test
    void refusesAMomentBeforeThatOfThePreviousReport() throws IOException {
        nightly();
        String before = Files.readString(Path.of(json));
        Cli.Result result =
                cli.run("report", fleet, "--previous", json, "-o", json, "--as-of", "2026-11-01", "--policy", policy);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err())
                .isEqualTo("leeway: the report of --previous speaks of 2026-11-20T08:00:00Z, which is after"
                        + " 2026-11-01T00:00:00Z, the moment of this one; give a later one with --as-of, check the"
                        + " clock, or leave out --previous\n");
        assertThat(Path.of(json)).content().isEqualTo(before);
    }

    @Test
    void refusesAPreviousReportThatIsNone() {
        Cli.Result result = cli.run(
                "report", fleet, "--previous", folder.resolve("leeway.yaml").toString());
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("leeway.yaml:");
    }

    @Test
    void keepsThePreviousReportWhenTheNewOneCannotBeMade() throws IOException {
        nightly();
        String before = Files.readString(Path.of(json));
        Cli.Result result = cli.run("report", folder.resolve("none").toString(), "--previous", json, "-o", json);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(Path.of(json)).content().isEqualTo(before);
    }

    @Test
    void replacesItsOwnReportButNeverASnapshot() throws IOException {
        nightly();
        assertThat(nightly().code()).isEqualTo(ExitCodes.DRIFT);
        String snapshot = folder.resolve("fleet/dev/mine.json").toString();
        String before = Files.readString(Path.of(snapshot));
        Cli.Result result = cli.run("report", fleet, "-o", snapshot);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("mine.json: is one of the inputs");
        assertThat(Path.of(snapshot)).content().isEqualTo(before);
    }

    @Test
    void replacesTheEarlierReportByNothingButAReport() throws IOException {
        String plain = folder.resolve("last").toString();
        cli.run("report", fleet, "--format", "json", "-o", plain);
        String before = Files.readString(Path.of(plain));
        Cli.Result result = cli.run("report", fleet, "--previous", plain, "--format", "html", "-o", plain);
        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err())
                .contains("last: is the earlier report, which only a whole one in --format json may replace");
        assertThat(Path.of(plain)).content().isEqualTo(before);
    }
}
