package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandsTest {
    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private String store = "";

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
        store = folder.resolve("leeway.db").toString();
    }

    /** Adds, so many days after the others begin, one snapshot. */
    private void night(int day, String environment, String host, String level) throws IOException {
        String file = cli.snapshot(environment + host + day + ".json", host, environment, day, level);
        Cli.Result added = at(day).run("store", "add", "--store", store, file);
        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).isEqualTo("1 stored, 0 known already\n");
    }

    private Cli at(int day) {
        return cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(day)), ZoneOffset.UTC));
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void comparesAnyTwoDaysOfWhatItKeeps() throws IOException {
        for (int day = 1; day <= 4; day++) {
            night(day, "prod", "web-01", day < 3 ? "info" : "debug");
            night(day, "prod", "web-02", day < 3 ? "info" : "debug");
        }
        Cli.Result yesterday = at(4).run("diff", "prod~1", "prod", "--store", store, "--policy", cli.policy());
        assertThat(yesterday.code()).as(yesterday.err()).isZero();
        Cli.Result longAgo =
                at(4).run("diff", "prod/web-01~3", "prod/web-01", "--store", store, "--policy", cli.policy());
        assertThat(longAgo.code()).as(longAgo.err()).isEqualTo(ExitCodes.DRIFT);
        assertThat(longAgo.out()).contains("LOG_LEVEL", "debug", "info");
        Cli.Result dated = at(4).run("diff", "prod@{3.days.ago}", "prod", "--store", store, "--policy", cli.policy());
        assertThat(dated.code()).as(dated.err()).isEqualTo(ExitCodes.DRIFT);
    }

    @Test
    void reportsOnEverythingOrOnWhatIsChosen() throws IOException {
        night(1, "dev", "mine", "info");
        night(1, "prod", "web-01", "info");
        night(2, "prod", "web-01", "warn");
        Cli.Result now = at(2).run("report", "--store", store, "--policy", cli.policy());
        assertThat(now.code()).as(now.err()).isEqualTo(ExitCodes.DRIFT);
        Cli.Result earlier = at(2).run(
                        "report",
                        "--store",
                        store,
                        "--policy",
                        cli.policy(),
                        "--environment",
                        "prod=prod~1",
                        "--allow-unknown",
                        "snapshot");
        assertThat(earlier.code()).as(earlier.out() + earlier.err()).isZero();
        Cli.Result moved = at(2).run("report", "--store", store, "--policy", cli.policy(), "--before", "prod~1");
        assertThat(moved.unbroken()).contains("moved since", "prod (was info)");
        Cli.Result gated =
                at(2).run("gate", "--from", "dev", "--to", "prod", "--store", store, "--policy", cli.policy());
        assertThat(gated.code()).as(gated.err()).isNotEqualTo(ExitCodes.USAGE);
        assertThat(at(2).with("LEEWAY_STORE", store)
                        .run("report", "--policy", cli.policy())
                        .out())
                .isEqualTo(now.out());
    }

    @Test
    void takesFilesBesideWhatIsStored() throws IOException {
        night(1, "prod", "web-01", "info");
        String mine = cli.snapshot("mine.json", "mine", "dev", "debug");
        Cli.Result result = at(1).run("diff", mine, "prod", "--store", store, "--policy", cli.policy());
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCodes.DRIFT);
        Files.createDirectories(folder.resolve("prod"));
        Cli.Result facts = at(1).run("facts", "--in", "prod/web-01", "--store", store, "env[shop-web]/LOG_LEVEL");
        assertThat(facts.out()).isEqualTo("env[shop-web]/LOG_LEVEL = info\n");
    }

    @Test
    void printsCommandsThatNameTheStoreAndNoPassword() {
        String url = "jdbc:postgresql://me:hunter2@db/leeway?user=me&password=hunter2";
        assertThat(new StoreLocation(url).shown()).isEqualTo("jdbc:postgresql://db/leeway");
        assertThat(new StoreLocation("leeway.db").shown()).isEqualTo("leeway.db");
        Cli.Result refused = cli.run("store", "list", "--store", "jdbc:mysql://me:hunter2@db/leeway");
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(refused.err()).doesNotContain("hunter2").contains("jdbc:mysql://db/leeway");
    }

    @Test
    void addsWholeDirectoriesAndSaysWhatItCouldNot() throws IOException {
        cli.snapshot("in/a.json", "a", "prod", 1, "info");
        cli.snapshot("in/deep/b.json.gz", "b", "prod", 1, "info");
        cli.snapshot("in/c.json.zst", "c", "prod", 1, "info");
        cli.snapshot("in/z.json", "a", "prod", 1, "other");
        Files.writeString(folder.resolve("in/torn.json"), "{");
        String in = folder.resolve("in").toString();
        Cli.Result added = cli.run("store", "add", "--store", store, in);
        assertThat(added.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(added.out()).isEqualTo("3 stored, 0 known already, 1 refused, 1 not read\n");
        assertThat(added.err()).contains("torn.json", "z.json: another snapshot of prod/a has its count, 1");
        assertThat(cli.run("store", "add", "--store", store, in).out()).startsWith("0 stored, 3 known already");
        Cli.Result standard = cli.reading(
                        SampleSnapshots.stream(SampleSnapshots.of("d", "prod", 1, Map.of("LOG_LEVEL", "info"))))
                .run("store", "add", "--store", store, "-");
        assertThat(standard.out()).startsWith("1 stored");
    }

    @Test
    void exportsOrdinaryFilesAndTakesThemBack() throws IOException {
        for (int day = 1; day <= 3; day++) {
            night(day, "prod", "web/01", "v" + day);
            night(day, "dev", "mine", "v" + day);
        }
        Path out = folder.resolve("out");
        Cli.Result exported = cli.run("store", "export", "--store", store, out.toString());
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.out()).isEqualTo("6 snapshots and 0 baselines exported\n");
        assertThat(files(out)).containsKeys("arrivals.tsv", "baselines.tsv").hasSize(8);
        assertThat(files(out).values())
                .anyMatch(bytes -> Arrays.equals(
                        bytes,
                        SampleSnapshots.bytes(
                                SampleSnapshots.of("mine", "dev", 2, Map.of("LOG_LEVEL", "v2", "PORT", "8080")))));
        String other = folder.resolve("other.db").toString();
        Cli.Result imported = cli.run("store", "import", "--store", other, out.toString());
        assertThat(imported.code()).as(imported.err()).isZero();
        Path again = folder.resolve("again");
        cli.run("store", "export", "--store", other, again.toString());
        Map<String, byte[]> first = files(out);
        Map<String, byte[]> second = files(again);
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
        assertThat(cli.run("store", "export", "--store", store, out.toString()).code())
                .isEqualTo(ExitCodes.USAGE);
        assertThat(cli.run("report", out.toString(), "--policy", cli.policy(), "--allow-unknown", "snapshot")
                        .code())
                .isZero();
    }

    @Test
    void listsAndVerifies() throws IOException {
        night(1, "prod", "web-01", "info");
        night(2, "prod", "web-01", "warn");
        assertThat(cli.run("store", "list", "--store", store).out().lines())
                .singleElement()
                .asString()
                .startsWith("prod/web-01  arrived ");
        assertThat(cli.run("store", "list", "--store", store, "prod/web-01")
                        .out()
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("prod/web-01~0 ");
        assertThat(cli.run("store", "verify", "--store", store).out())
                .isEqualTo("2 snapshots and 3 distinct sections are sound\n");
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        night(1, "prod", "web-01", "info");
        assertThat(cli.run("diff", "prod~1", "prod", "--store", store).err())
                .contains("prod~1: no host has that many snapshots before the newest");
        assertThat(cli.run("diff", "stagin", "prod", "--store", store).err())
                .contains("no host of environment 'stagin'; it has some of prod");
        assertThat(cli.run("diff", "prod/web", "prod", "--store", store).err()).contains("it has web-01");
        assertThat(cli.run("diff", "baseline:x", "prod", "--store", store).err())
                .contains("no such baseline");
        assertThat(cli.run("diff", "prod@{tomorrow}", "prod", "--store", store).err())
                .contains("at character 7", "2.weeks.ago");
        assertThat(cli.run(
                                "diff",
                                "prod~1",
                                "prod",
                                "--store",
                                folder.resolve("none.db").toString())
                        .err())
                .contains("there is no such store");
        assertThat(folder.resolve("none.db")).doesNotExist();
        Path other = Files.writeString(folder.resolve("other.db"), "no database, but a text that is long enough");
        assertThat(cli.run("store", "list", "--store", other.toString()).err()).contains("is no store");
        assertThat(cli.run("store", "list").err()).contains("--store", "LEEWAY_STORE");
    }

    @Test
    void comparesWithABaselineWhateverIsForgotten() throws IOException {
        for (int day = 1; day <= 6; day++) {
            night(day, "prod", "web-01", "v" + day);
        }
        Cli.Result kept = at(6).run("store", "baseline", "good", "prod~4", "--store", store);
        assertThat(kept.out()).as(kept.err()).startsWith("baseline good keeps 1 snapshot");
        Cli.Result pruned = at(6).run("store", "prune", "--keep", "1d", "--keep-newest", "1", "--store", store);
        assertThat(pruned.out()).isEqualTo("3 snapshots and 3 sections forgotten, 3 snapshots kept\n");
        Cli.Result drift = at(6).run("diff", "baseline:good", "prod", "--store", store, "--policy", cli.policy());
        assertThat(drift.code()).as(drift.err()).isEqualTo(ExitCodes.DRIFT);
        assertThat(drift.out()).contains("v2", "v6");
        Path copy = folder.resolve("copy.db");
        assertThat(at(6).run("store", "backup", copy.toString(), "--store", store)
                        .code())
                .isZero();
        assertThat(at(6).run("store", "list", "--store", copy.toString()).out())
                .isEqualTo(at(6).run("store", "list", "--store", store).out())
                .contains("baseline:good  1 of prod~4");
        at(6).run("store", "baseline", "good", "--rename", "better", "--store", store);
        assertThat(at(6).run("store", "baseline", "better", "--remove", "--store", store)
                        .out())
                .isEqualTo("baseline better removed\n");
        assertThat(at(6).run("store", "prune", "--keep", "0h", "--store", store).out())
                .endsWith("1 snapshot kept\n");
    }

    @Test
    void tellsWhenAFactChangedOnWhichHost() throws IOException {
        String[] levels = {"info", "info", "debug", "debug", "info"};
        for (int day = 1; day <= 5; day++) {
            night(day, "prod", "web-01", levels[day - 1]);
            night(day, "prod", "web-02", "info");
        }
        Cli.Result told = at(5).run("history", "env[shop-web]/LOG_LEVEL", "--store", store);
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.out()).isEqualTo("""
                prod/web-01  since 2026-11-21T08:00:00Z  info
                prod/web-01  since 2026-11-23T08:00:00Z  debug
                prod/web-01  since 2026-11-25T08:00:00Z  info
                prod/web-02  since 2026-11-21T08:00:00Z  info
                """);
        String refused = cli.refused("refused.json", "web-03", "prod");
        at(6).run("store", "add", "--store", store, refused);
        Cli.Result unseen = at(6).run("history", "env[shop-web]/LOG_LEVEL", "--store", store);
        assertThat(unseen.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(unseen.out()).contains("prod/web-03  since 2026-11-26T08:00:00Z  not observed: refused");
        Path out = folder.resolve("out");
        at(6).run("store", "export", out.toString(), "--store", store);
        assertThat(at(6).run("history", "env[shop-web]/LOG_LEVEL", "--store", out.toString())
                        .out()
                        .lines())
                .hasSize(5);
    }

    @Test
    void tellsAFactAsAbsentWhereItsServiceWasSeenNotToBeThere() throws IOException {
        night(1, "prod", "web-01", "info");
        SectionKey env = SectionKey.of("env", "shop-web");
        Snapshot base = SampleSnapshots.of("web-01", "prod", 2, Map.of("LOG_LEVEL", "info"));
        Snapshot gone = SampleSnapshots.without(env, base);
        add(2, gone);
        Cli.Result absent = at(3).run("history", "env[shop-web]/LOG_LEVEL", "--store", store);
        assertThat(absent.code()).as(absent.err()).isZero();
        assertThat(absent.out()).endsWith("prod/web-01  since 2026-11-22T08:00:00Z  absent\n");
        // One that is listed and was not looked at is another matter.
        Section listing = Sections.of(
                SectionKey.of("env"),
                1,
                Outcome.COLLECTED,
                Facts.of(Map.of(FactPath.parse("service[shop-web]/observed"), new Value.Flag(false))),
                List.of(),
                new TreeMap<>(),
                Optional.empty());
        add(3, SampleSnapshots.with(SampleSnapshots.of("web-01", "prod", 3, Map.of()), List.of(listing)));
        Cli.Result unseen = at(4).run("history", "env[shop-web]/LOG_LEVEL", "--store", store);
        assertThat(unseen.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(unseen.out())
                .endsWith("prod/web-01  since 2026-11-23T08:00:00Z  not observed: no section env[shop-web]\n");
    }

    private void add(int day, Snapshot snapshot) throws IOException {
        String file = SampleSnapshots.write(folder.resolve("day" + day + ".json"), snapshot)
                .toString();
        Cli.Result added = at(day).run("store", "add", "--store", store, file);
        assertThat(added.code()).as(added.err()).isZero();
    }

    @Test
    void asksWhetherAnotherNameWasMeantWhereTheStoreHasNoneOfIt() throws IOException {
        night(1, "prod", "web-01", "info");
        assertThat(history("--environment", "prood")).contains("environment 'prood'; did you mean 'prod'?");
        assertThat(history("--host", "web-02")).contains("no host 'web-02'; did you mean 'web-01'?");
    }

    @Test
    void historyOfAStoreWithoutSnapshotsSpeaksOfNoHostThatWasNamed() throws IOException {
        store = Files.createDirectory(folder.resolve("nothing-here")).toString();

        assertThat(history()).contains("the store holds no snapshot").doesNotContain("such host");
    }

    private String history(String... options) {
        List<String> all = new ArrayList<>(List.of("history", "env[shop-web]/LOG_LEVEL", "--store", store));
        all.addAll(List.of(options));
        Cli.Result refused = at(2).run(all.toArray(String[]::new));
        assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
        return refused.err();
    }

    @Test
    void understandsTheNamesOfAPolicy() throws IOException {
        night(1, "produktion", "web-01", "info");
        String policy = Files.writeString(
                        folder.resolve("names.yaml"), "environments: [dev, {name: prod, aliases: [produktion]}]\n")
                .toString();
        String[] history = {"history", "env[shop-web]/LOG_LEVEL", "--environment", "prod", "--store", store};
        assertThat(at(2).run(history).code()).isEqualTo(ExitCodes.USAGE);
        String[] named = Arrays.copyOf(history, history.length + 2);
        named[history.length] = "--policy";
        named[history.length + 1] = policy;
        assertThat(at(2).run(named).code()).isZero();
        assertThat(at(2).run("store", "list", "prod", "--store", store).code()).isEqualTo(ExitCodes.USAGE);
        assertThat(at(2).run("store", "list", "prod", "--store", store, "--policy", policy)
                        .code())
                .isZero();
        assertThat(at(2).run("store", "baseline", "b", "prod", "--store", store, "--policy", policy)
                        .code())
                .isZero();
    }

    @Test
    void forgetsAHostAndSaysWhatThatIs() throws IOException {
        for (int day = 1; day <= 3; day++) {
            night(day, "prod", "web-01", "v" + day);
            night(day, "prod", "web-02", "same");
        }
        add(4, SampleSnapshots.under("/mnt/x", SampleSnapshots.of("web-01", "prod", 1, Map.of("A", "tree"))));
        String line = "prod/web-01  3 snapshots, arrived from 2026-11-21T08:00:00Z to 2026-11-23T08:00:00Z\n";
        String tree = "prod/web-01:/mnt/x  1 snapshot, arrived from 2026-11-24T08:00:00Z to 2026-11-24T08:00:00Z\n";
        assertThat(at(5).run("store", "forget", "prd/web-01", "-n", "--store", store)
                        .out())
                .isEqualTo(line + tree + "nothing forgotten, this was a dry run\n");
        at(5).run("store", "baseline", "good", "prod/web-02", "--store", store);
        assertThat(at(5).run("store", "forget", "prod/web-01:/mnt/x", "--store", store)
                        .out())
                .isEqualTo(tree + "1 snapshot and 1 section forgotten\n");
        assertThat(at(5).run("store", "forget", "prod/web-01", "--store", store).out())
                .isEqualTo(line + "3 snapshots and 3 sections forgotten\n");
        Cli.Result kept = at(5).run("store", "forget", "prod/web-02", "--store", store);
        assertThat(kept.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(kept.err()).contains("baseline good keeps it", "--with-baselines");
        assertThat(at(5).run("store", "forget", "prod/web-02", "--with-baselines", "--store", store)
                        .out())
                .endsWith("also from baseline good\n");
        assertThat(at(5).run("store", "list", "--store", store).out()).isEmpty();
        assertThat(at(5).run("store", "verify", "--store", store).code()).isZero();
    }

    @Test
    void rescuesWhatIsSoundAndCountsTheRest() throws Exception {
        for (int day = 1; day <= 3; day++) {
            night(day, "prod", "web-01", "v" + day);
        }
        String fresh = folder.resolve("fresh.db").toString();
        Cli.Result all = at(4).run("store", "rescue", store, fresh);
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out()).isEqualTo("3 snapshots and 0 baselines brought to " + fresh + ", 0 snapshots lost\n");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update snapshot set head = zeroblob(9) where sequence = 2");
        }
        Cli.Result some =
                at(4).run("store", "rescue", store, folder.resolve("some.db").toString());
        assertThat(some.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(some.err()).isEqualTo("leeway: prod/web-01: 1 snapshot is lost\n");
        assertThat(some.out())
                .startsWith("2 snapshots and 0 baselines brought to ")
                .contains("1 snapshot lost; add");
    }

    @Test
    void readsADirectoryAsAStore() throws IOException {
        for (int day = 1; day <= 3; day++) {
            cli.snapshot("kept/" + day + ".json", "web-01", "prod", day, day < 3 ? "info" : "debug");
        }
        String kept = folder.resolve("kept").toString();
        Cli.Result result = cli.run("diff", "prod~1", "prod", "--store", kept, "--policy", cli.policy());
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCodes.DRIFT);
    }
}
