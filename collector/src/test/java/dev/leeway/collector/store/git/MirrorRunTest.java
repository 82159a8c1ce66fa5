package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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

    private void byDay(String asOf) throws Exception {
        try (GitMirror git = GitMirror.openOrCreate(mirror())) {
            MirrorRun.days(new MirrorStore(store), Instant.parse(asOf), git);
        }
    }

    private void plain(String asOf) throws Exception {
        try (GitMirror git = GitMirror.openOrCreate(mirror())) {
            MirrorRun.newest(new MirrorStore(store), Instant.parse(asOf), git);
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
    void goesOnAfterTheLastCommitWhereNoneSaysOfWhichDayItIs() throws Exception {
        arrived("2026-11-01T02:00:00Z", "web-01", 1, "one");
        arrived("2026-11-02T02:00:00Z", "web-01", 2, "two");
        plain("2026-11-02T10:00:00Z");
        arrived("2026-11-03T02:00:00Z", "web-01", 3, "three");
        byDay("2026-11-04T00:10:00Z");
        assertThat(days()).containsExactly("", "2026-11-03");
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
