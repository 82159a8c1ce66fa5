package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.history.Story;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorytellerTest {
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Policy POLICY = PolicyReader.shipped();
    private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() throws Exception {
        store = SqlStores.sqlite(folder.resolve("nights.db"), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Instant night(int night) {
        return FIRST.plus(Duration.ofDays(night));
    }

    private void arrives(int night, String environment, TestHost host) throws Exception {
        Instant moment = night(night).plusSeconds(environment.equals("prod") ? 90 : 30);
        Snapshot bare = host.snapshot();
        Host who = new Host(
                bare.host().name(),
                Optional.of(environment),
                Optional.of("web"),
                bare.host().kind(),
                new TreeMap<>());
        Snapshot snapshot = Snapshots.of(
                night + 1L,
                who,
                moment,
                moment,
                "/",
                bare.agent(),
                bare.sections().values());
        store.add(List.of(new Arrival(
                "test", SnapshotDocument.read(SampleSnapshots.bytes(snapshot), "test"), Optional.of(moment), false)));
    }

    private static TestHost shop(String host, String timeout, String commit, String openssl) {
        return TestHost.host(host)
                .section("process", "service[shop]/namedBy", "systemd")
                .section("git[shop]", "commit", commit)
                .section("package", "deb[openssl]/version", openssl)
                .section("env[shop]", "TIMEOUT", timeout);
    }

    private static TestHost blind(String host) {
        return TestHost.host(host)
                .section("process", "service[shop]/namedBy", "systemd")
                .section("git[shop]", "commit", "aaaa")
                .section("package", "deb[openssl]/version", "3.0.1")
                .fell("env[shop]", Outcome.FAILED);
    }

    private Story story(int night) throws Exception {
        Instant now = night(night).plus(Duration.ofHours(3));
        Map<String, List<Snapshot>> sides = new TreeMap<>();
        for (SnapshotFile file : store.read(store.newest(store.hosts(), 0)).snapshots()) {
            sides.computeIfAbsent(file.snapshot().host().environment().orElseThrow(), any -> new ArrayList<>())
                    .add(file.snapshot());
        }
        List<Side> all = new ArrayList<>();
        sides.forEach((name, own) -> all.add(new Side(name, own)));
        ComparisonOptions options =
                new ComparisonOptions(now, Severity.MEDIUM, List.of(), List.of(), List.of(), false, Optional.empty());
        Report report = Comparison.compare(all, POLICY, CATALOGUE, options);
        Drift drift = report.drifts().stream()
                .filter(each -> each.address().text().equals("env[shop]/TIMEOUT"))
                .findFirst()
                .orElseThrow();
        Past past = Past.of(store, POLICY, Set.of("staging", "prod"), now);
        return new Storyteller(past, CATALOGUE, options).story(drift, report);
    }

    @Test
    void tellsWhichSideMovedWhenAndWhatCoincides() throws Exception {
        for (int night = 0; night < 6; night++) {
            arrives(night, "staging", shop("s1", "30", "aaaa", "3.0.1"));
            arrives(night, "prod", night < 4 ? shop("p1", "30", "aaaa", "3.0.1") : shop("p1", "3", "bbbb", "3.0.2"));
        }
        Story story = story(5);

        assertThat(story.arising()).isEqualTo(Story.Arising.CAME);
        assertThat(story.came()).contains(night(4).plusSeconds(90));
        assertThat(story.sides())
                .extracting(side -> side.environment() + " " + side.motion())
                .containsExactly("staging STILL", "prod MOVED");
        Story.Move move = story.moves().get(0);
        assertThat(story.moves()).hasSize(1);
        assertThat(move.host() + " " + move.was().orElse("") + " " + move.is().orElse(""))
                .isEqualTo("p1 30 3");
        assertThat(move.before().orElseThrow().receivedAt())
                .as("the last snapshot that said so, not the first")
                .isEqualTo(night(3).plusSeconds(90));
        assertThat(move.after().receivedAt()).isEqualTo(night(4).plusSeconds(90));
        assertThat(move.coincidences())
                .extracting(each -> each.kind() + " " + each.address().text() + " " + each.was() + " " + each.is())
                .containsExactly(
                        "deployed commit git[shop]/commit aaaa bbbb",
                        "package transaction package/deb[openssl]/version 3.0.1 3.0.2");
    }

    @Test
    void doesNotTellWhatWasBeforeTheStoreBegan() throws Exception {
        for (int night = 0; night < 3; night++) {
            arrives(night, "staging", shop("s1", "30", "aaaa", "3.0.1"));
            arrives(night, "prod", shop("p1", "3", "aaaa", "3.0.1"));
        }
        Story story = story(2);

        assertThat(story.arising()).isEqualTo(Story.Arising.FROM_THE_BEGINNING);
        assertThat(story.came()).isEmpty();
        assertThat(story.moves()).isEmpty();
        assertThat(story.sides()).extracting(Story.Part::motion).containsOnly(Story.Motion.UNKNOWN);
    }

    @Test
    void doesNotTakeASideForUnchangedThatWasNotObserved() throws Exception {
        arrives(0, "staging", shop("s1", "30", "aaaa", "3.0.1"));
        arrives(0, "prod", shop("p1", "30", "aaaa", "3.0.1"));
        arrives(1, "staging", shop("s1", "30", "aaaa", "3.0.1"));
        arrives(1, "prod", blind("p1"));
        arrives(2, "staging", shop("s1", "20", "aaaa", "3.0.1"));
        arrives(2, "prod", blind("p1"));
        arrives(3, "staging", shop("s1", "20", "aaaa", "3.0.1"));
        arrives(3, "prod", shop("p1", "30", "aaaa", "3.0.1"));
        Story story = story(3);

        assertThat(story.arising()).isEqualTo(Story.Arising.FROM_DARKNESS);
        assertThat(story.came()).contains(night(3).plusSeconds(90));
        assertThat(story.lastWithout().orElseThrow()).isBefore(night(1).plusSeconds(90));
        assertThat(story.sides())
                .filteredOn(side -> side.environment().equals("prod"))
                .singleElement()
                .satisfies(side -> assertThat(side.unobserved()).isEqualTo(1));
    }

    @Test
    void tellsTheSideThatMovedAmongSeveralMovesBackAndForth() throws Exception {
        String[] staging = {"30", "30", "20", "20", "20"};
        String[] prod = {"30", "20", "20", "20", "30"};
        for (int night = 0; night < 5; night++) {
            arrives(night, "staging", shop("s1", staging[night], "aaaa", "3.0.1"));
            arrives(night, "prod", shop("p1", prod[night], "aaaa", "3.0.1"));
        }
        Story story = story(4);

        assertThat(story.came()).contains(night(4).plusSeconds(90));
        assertThat(story.moves()).extracting(Story.Move::host).containsExactly("p1");
        assertThat(story.sides())
                .filteredOn(side -> side.environment().equals("staging"))
                .singleElement()
                .satisfies(side -> assertThat(side.since()).contains(night(2).plusSeconds(30)));
    }
}
