package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which days of a store a mirror still has to be told, whatever else was done to it. */
class MirrorRunTest {
    private final StoreScene.SetClock clock = new StoreScene.SetClock();

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() throws StoreException {
        store = SqlStores.sqlite(folder.resolve("leeway.db"), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void arrived(String moment, String host, long sequence, String value) throws StoreException {
        clock.set(Instant.parse(moment));
        List<Receipt> receipts =
                store.add(List.of(StoreScene.whole(StoreScene.snapshot("prod", host, sequence, value))));
        assertThat(receipts).extracting(Receipt::fate).containsExactly(Receipt.Fate.STORED);
    }

    private Path mirror() {
        return folder.resolve("mirror.git");
    }

    private List<String> byDay(String asOf) throws Exception {
        try (GitMirror git = GitMirror.openOrCreate(mirror())) {
            return MirrorRun.days(new MirrorStore(store), Instant.parse(asOf), git)
                    .notes();
        }
    }

    private List<String> plain(String asOf) throws Exception {
        try (GitMirror git = GitMirror.openOrCreate(mirror())) {
            return MirrorRun.newest(new MirrorStore(store), Instant.parse(asOf), git)
                    .notes();
        }
    }

    private void retire(String host, String asOf) throws Exception {
        try (GitMirror git = GitMirror.openOrCreate(mirror())) {
            git.retire("prod", host, Instant.parse(asOf));
        }
    }

    /** What Git says of which day each commit is, the first first. */
    private List<String> days() throws Exception {
        String format = "--format=of %(trailers:key=Leeway-Day,valueonly,separator=)";
        return RealGit.run(mirror(), "log", "--reverse", format, "prod")
                .lines()
                .map(line -> line.substring("of ".length()))
                .toList();
    }

    private String hosts(String commit) throws Exception {
        return RealGit.run(mirror(), "ls-tree", "-r", "--name-only", commit);
    }

    @Test
    void writesTheDaysThatWereMissedBeforeAPlainWrite() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        byDay("2026-11-02T00:10:00Z");
        arrived("2026-11-02T02:00:00Z", "web-01", 2, "two");
        arrived("2026-11-03T02:00:00Z", "web-01", 3, "three");
        plain("2026-11-04T10:00:00Z");
        byDay("2026-11-04T12:00:00Z");
        assertThat(days()).containsExactly("2026-11-01", "", "2026-11-02", "2026-11-03");
        assertThat(RealGit.run(mirror(), "log", "-1", "-p", "prod"))
                .contains("-    \"LOG_LEVEL\": \"two\"", "+    \"LOG_LEVEL\": \"three\"");
        byDay("2026-11-04T13:00:00Z");
        assertThat(days()).hasSize(4);
        RealGit.check(mirror());
    }

    @Test
    void writesTheDaysThatWereMissedAndBringsBackNoHostThatWasRetiredSince() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        arrived("2026-11-01T02:00:00Z", "web-02", 1, "same");
        byDay("2026-11-02T00:10:00Z");
        arrived("2026-11-02T02:00:00Z", "web-01", 2, "two");
        arrived("2026-11-02T02:00:00Z", "web-02", 2, "same");
        arrived("2026-11-03T02:00:00Z", "web-01", 3, "three");
        arrived("2026-11-03T02:00:00Z", "web-02", 3, "same");
        arrived("2026-11-04T02:00:00Z", "web-01", 4, "four");
        arrived("2026-11-04T02:00:00Z", "web-02", 4, "same");
        retire("web-02", "2026-11-04T10:00:00Z");
        byDay("2026-11-04T12:00:00Z");
        assertThat(days()).containsExactly("2026-11-01", "", "2026-11-02", "2026-11-03");
        byDay("2026-11-05T00:10:00Z");
        assertThat(days()).endsWith("2026-11-03", "2026-11-04").hasSize(5);
        for (String commit : List.of("prod", "prod~1", "prod~2", "prod~3")) {
            assertThat(hosts(commit)).contains("/web-01/").doesNotContain("/web-02/");
        }
        // What it delivers later is another matter.
        arrived("2026-11-05T02:00:00Z", "web-02", 5, "same");
        byDay("2026-11-06T00:10:00Z");
        assertThat(hosts("prod")).contains("/web-01/", "/web-02/");
    }

    @Test
    void saysWhatToDoWhereDaysAndOtherWritingMeet() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        assertThat(byDay("2026-11-02T00:10:00Z")).isEmpty();
        retire("web-01", "2026-11-02T01:00:00Z");
        arrived("2026-11-02T02:00:00Z", "web-01", 2, "two");
        assertThat(byDay("2026-11-03T00:10:00Z")).isEmpty();
        assertThat(plain("2026-11-03T10:00:00Z")).as("nothing changed").isEmpty();
        arrived("2026-11-03T12:00:00Z", "web-01", 3, "three");
        arrived("2026-11-04T12:00:00Z", "web-01", 4, "four");
        assertThat(plain("2026-11-04T13:00:00Z"))
                .singleElement()
                .asString()
                .contains("the branch prod was written by day until now", "with --by-day");
        assertThat(byDay("2026-11-05T00:10:00Z"))
                .singleElement()
                .asString()
                .contains("the branch prod was not written by day before", "write another mirror with --by-day");
        arrived("2026-11-05T12:00:00Z", "web-01", 5, "five");
        assertThat(byDay("2026-11-06T00:10:00Z")).isEmpty();
    }

    @Test
    void goesOnAfterTheLastCommitWhereNoneSaysOfWhichDayItIs() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        arrived("2026-11-02T02:00:00Z", "web-01", 2, "two");
        plain("2026-11-02T10:00:00Z");
        arrived("2026-11-03T02:00:00Z", "web-01", 3, "three");
        byDay("2026-11-04T00:10:00Z");
        assertThat(days()).containsExactly("", "2026-11-03");
    }

    @Test
    void makesTheSameCommitsEachNightAndOnceOverAll() throws Exception {
        Random random = new Random(11);
        Path nightly = folder.resolve("nightly.git");
        for (int day = 1; day <= 28; day++) {
            for (int hour = 2; hour < 24; hour += 7) {
                String moment = String.format(Locale.ROOT, "2026-11-%02dT%02d:00:00Z", day, hour);
                clock.set(Instant.parse(moment));
                List<Arrival> group = new ArrayList<>();
                for (int host = 0; host < 4; host++) {
                    if (random.nextInt(5) > 0) {
                        group.add(StoreScene.whole(odd(host, day * 24L + hour, random)));
                    }
                }
                store.add(group);
            }
            try (GitMirror git = GitMirror.openOrCreate(nightly)) {
                Instant asOf = Instant.parse(String.format(Locale.ROOT, "2026-11-%02dT00:10:00Z", day))
                        .plus(Duration.ofDays(1));
                MirrorRun.days(new MirrorStore(store), asOf, git);
            }
        }
        byDay("2026-12-01T00:10:00Z");
        String log = RealGit.run(mirror(), "log", "--format=%H", "prod");
        assertThat(log.lines().count()).isGreaterThan(10);
        assertThat(RealGit.run(nightly, "log", "--format=%H", "prod")).isEqualTo(log);
    }

    /** A host that mostly is as it was, and whose section is at times not seen. */
    private static Snapshot odd(int host, long sequence, Random random) {
        Outcome outcome = random.nextInt(6) == 0 ? Outcome.FAILED : Outcome.COLLECTED;
        String name = random.nextInt(8) == 0 ? "CHANGED" : "SAME";
        Map<String, String> variables = outcome.observed() ? Map.of(name, "" + random.nextInt(2)) : Map.of();
        Snapshot snapshot =
                SampleSnapshots.of("web-0" + host, "prod", sequence, SampleSnapshots.TAKEN, outcome, variables);
        return host == 3 ? SampleSnapshots.under("/mnt/image", snapshot) : snapshot;
    }

    @Test
    void keepsTreesApartFromTheirHost() throws Exception {
        clock.set(Instant.parse("2026-11-01T02:00:00Z"));
        Snapshot host = StoreScene.snapshot("prod", "ci", 1, "of the host");
        Snapshot tree = SampleSnapshots.under("/mnt/image", StoreScene.snapshot("prod", "ci", 2, "of the tree"));
        store.add(List.of(StoreScene.whole(host), StoreScene.whole(tree)));
        byDay("2026-11-02T00:10:00Z");
        assertThat(RealGit.run(mirror(), "log", "-p", "prod")).contains("\"of the host\"", "\"of the tree\"");
        assertThat(hosts("prod")).contains("/ci/", "/ci%3A%2Fmnt%2Fimage/");
        try (GitMirror git = GitMirror.openOrCreate(mirror())) {
            assertThat(git.verify()).isEmpty();
            assertThat(git.snapshots("prod", Optional.empty()).snapshots())
                    .extracting(Snapshot::root)
                    .containsExactlyInAnyOrder("/", "/mnt/image");
            git.retire("prod", "ci:/mnt/image", Instant.parse("2026-11-02T10:00:00Z"));
        }
        assertThat(hosts("prod")).contains("/ci/").doesNotContain("image");
    }

    @Test
    void bringsBackARetiredHostThatIsAsItWas() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "same");
        arrived("2026-11-01T02:00:00Z", "web-02", 1, "same");
        arrived("2026-11-02T02:00:00Z", "web-02", 2, "same");
        arrived("2026-11-03T02:00:00Z", "web-02", 3, "same");
        byDay("2026-11-02T00:10:00Z");
        retire("web-02", "2026-11-02T20:00:00Z");
        byDay("2026-11-04T00:10:00Z");
        assertThat(days()).containsExactly("2026-11-01", "", "2026-11-03");
        assertThat(hosts("prod")).contains("/web-02/");
    }

    /** The day on which it was retired is written in the same run, for what another host said on it, and without it. */
    @Test
    void bringsBackARetiredHostThatIsAsItWasAlsoWhereAnotherChangedMeanwhile() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        arrived("2026-11-01T02:00:00Z", "web-02", 1, "same");
        byDay("2026-11-02T00:10:00Z");
        arrived("2026-11-02T02:00:00Z", "web-01", 2, "two");
        arrived("2026-11-02T02:00:00Z", "web-02", 2, "same");
        retire("web-02", "2026-11-02T20:00:00Z");
        arrived("2026-11-03T02:00:00Z", "web-02", 3, "same");
        byDay("2026-11-04T00:10:00Z");
        assertThat(days()).containsExactly("2026-11-01", "", "2026-11-02", "2026-11-03");
        assertThat(hosts("prod~1")).doesNotContain("/web-02/");
        assertThat(hosts("prod")).contains("/web-02/");
    }

    @Test
    void readsNoBranchAgainThatNobodyWroteSince() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        plain("2026-11-01T10:00:00Z");
        try (GitMirror git = GitMirror.open(mirror())) {
            DaysWritten before = git.daysWritten("prod");
            assertThat(before.otherwise()).isTrue();
            assertThat(git.daysWritten("prod")).isSameAs(before);
            arrived("2026-11-02T02:00:00Z", "web-01", 2, "two");
            byDay("2026-11-03T00:10:00Z");
            retire("web-01", "2026-11-03T01:00:00Z");
            assertThat(git.daysWritten("prod").retired()).containsOnlyKeys("web-01");
            assertThat(git.daysWritten("prod").otherwise()).isFalse();
        }
    }

    /** The mirror is behind, the baseline was made since, and the store has forgotten the rest: what it keeps is found again in the mirror. */
    @Test
    void writesWhatABaselineKeepsOfDaysThatWereForgotten() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        arrived("2026-11-01T02:00:00Z", "web-02", 1, "quiet");
        byDay("2026-11-02T00:10:00Z");
        for (int day = 2; day <= 5; day++) {
            arrived("2026-11-0" + day + "T02:00:00Z", "web-01", day, "value " + day);
        }
        store.keep("release", "prod@{2026-11-03}", store.at(store.hosts(), Instant.parse("2026-11-03T23:00:00Z")));
        store.prune(new Retention(Optional.of(Instant.parse("2026-11-05T00:00:00Z")), 1));
        byDay("2026-11-06T00:10:00Z");
        assertThat(days()).containsExactly("2026-11-01", "2026-11-03", "2026-11-05");
        try (GitMirror git = GitMirror.open(mirror());
                SnapshotStore again = SqlStores.sqlite(folder.resolve("again.db"), clock)) {
            for (String commit : List.of("prod~2", "prod~1", "prod")) {
                for (Snapshot snapshot :
                        git.snapshots("prod", Optional.of(commit)).snapshots()) {
                    again.add(List.of(StoreScene.whole(snapshot)));
                }
            }
            Set<String> rebuilt = new TreeSet<>();
            for (StoredHost host : again.hosts()) {
                rebuilt.addAll(sections(again, again.snapshots(host)));
            }
            Set<String> kept = sections(store, store.baseline("release").orElseThrow());
            assertThat(kept).hasSize(3);
            assertThat(rebuilt).containsAll(kept).containsAll(sections(store, store.newest(store.hosts(), 0)));
        }
    }

    private static Set<String> sections(SnapshotStore from, List<StoredSnapshot> snapshots) throws StoreException {
        Set<String> ids = new TreeSet<>();
        from.read(snapshots)
                .snapshots()
                .forEach(file -> file.snapshot().sections().values().forEach(section -> ids.add(section.id())));
        return ids;
    }

    @Test
    void readsOfWhichDayACommitIs() {
        for (String day : List.of("2026-11-20", "1970-01-01", "-0001-12-31", "+12026-01-01")) {
            long number = LocalDate.parse(day).toEpochDay();
            assertThat(CommitText.ofDay(number)).isEqualTo("\nLeeway-Day: " + day + "\n");
            assertThat(CommitText.day("prod: 1 host\n\nweb/w\n" + CommitText.ofDay(number)))
                    .hasValue(number);
        }
        assertThat(CommitText.day("prod: 1 host\n\nLeeway-Day: 2026-13-01\n")).isEmpty();
        assertThat(CommitText.day("prod: 1 host\n\nLeeway-Day: 2026-11-20\n\nweb/w\n"))
                .isEmpty();
    }
}
