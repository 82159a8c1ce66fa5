package dev.leeway.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewestSnapshotsTest {
    private static SnapshotFile file(String name, String host, String environment, long sequence, String captured) {
        Snapshot snapshot = SampleSnapshots.of(
                host, environment, sequence, Instant.parse(captured), Outcome.COLLECTED, Map.of("FILE", name));
        return new SnapshotFile(name, snapshot);
    }

    private static SnapshotFile tree(String name, String root, long sequence, String captured) {
        Snapshot host = file(name, "ci", "prod", sequence, captured).snapshot();
        return new SnapshotFile(name, SampleSnapshots.under(root, host));
    }

    private static NewestSnapshots newest(List<SnapshotFile> files) {
        return NewestSnapshots.of(
                files, snapshot -> snapshot.host().environment().orElse(""), Instant.parse("2026-11-20T12:00:00Z"));
    }

    @Test
    void trustsTheCountOfTheAgentMoreThanAClockThatWasJustSetBack() {
        SnapshotFile older = file("a", "web-01", "prod", 7, "2026-11-20T00:40:00Z");
        SnapshotFile newer = file("b", "web-01", "prod", 8, "2026-11-20T00:00:00Z");
        assertThat(newest(List.of(older, newer))).isEqualTo(new NewestSnapshots(List.of(newer), 1, List.of()));
    }

    @Test
    void trustsTheCountOfTheAgentMoreThanAClockOfTheFuture() {
        SnapshotFile older = file("a", "web-01", "prod", 7, "2030-01-01T00:00:00Z");
        SnapshotFile newer = file("b", "web-01", "prod", 8, "2026-11-20T00:00:00Z");
        assertThat(newest(List.of(older, newer)).snapshots()).containsExactly(newer);
        SnapshotFile uncounted = file("c", "web-01", "prod", 0, "2030-01-01T00:00:00Z");
        assertThat(newest(List.of(uncounted, newer)).snapshots()).containsExactly(newer);
    }

    @Test
    void takesAHostThatCountsAnewAtItsClocksWordAndSaysSo() {
        SnapshotFile older = file("a", "web-01", "prod", 500, "2026-11-19T02:00:00Z");
        SnapshotFile rebuilt = file("b", "web-01", "prod", 1, "2026-11-20T02:00:00Z");
        assertThat(newest(List.of(older, rebuilt)))
                .isEqualTo(new NewestSnapshots(List.of(rebuilt), 1, List.of("web-01")));
    }

    @Test
    void asksTheClockWhereTheAgentCouldNotKeepItsCount() {
        SnapshotFile older = file("a", "web-01", "prod", 5, "2026-11-20T03:29:00Z");
        SnapshotFile newer = file("b", "web-01", "prod", 0, "2026-11-20T03:31:00Z");
        assertThat(newest(List.of(newer, older))).isEqualTo(new NewestSnapshots(List.of(newer), 1, List.of("web-01")));
        SnapshotFile counted = file("c", "web-01", "prod", 6, "2026-11-20T03:33:00Z");
        assertThat(newest(List.of(counted, newer, older)))
                .isEqualTo(new NewestSnapshots(List.of(counted), 2, List.of()));
    }

    @Test
    void asksTheClockWhereNobodyCounts() {
        SnapshotFile older = file("a", "web-01", "prod", 0, "2026-11-19T00:00:00Z");
        SnapshotFile newer = file("b", "web-01", "prod", 0, "2026-11-20T00:00:00Z");
        assertThat(newest(List.of(newer, older)).snapshots()).containsExactly(newer);
    }

    @Test
    void takesHostsOfOneNameInTwoEnvironmentsForTwo() {
        SnapshotFile dev = file("a", "web-01", "dev", 1, "2026-11-20T00:00:00Z");
        SnapshotFile prod = file("b", "web-01", "prod", 2, "2026-11-20T00:00:00Z");
        assertThat(newest(List.of(prod, dev))).isEqualTo(new NewestSnapshots(List.of(dev, prod), 0, List.of()));
    }

    @Test
    void takesTwoTreesThatWereExaminedOnOneHostForTwo() {
        SnapshotFile older = tree("a", "/img-a", 1, "2026-11-19T00:00:00Z");
        SnapshotFile one = tree("b", "/img-a", 2, "2026-11-20T00:00:00Z");
        SnapshotFile other = tree("c", "/img-b", 3, "2026-11-20T00:00:00Z");
        assertThat(newest(List.of(other, older, one)))
                .isEqualTo(new NewestSnapshots(List.of(one, other), 1, List.of()));
    }

    @Test
    void choosesTheSameWhateverTheOrder() {
        List<SnapshotFile> files = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            files.add(file("f" + i, "web-" + i % 7, "prod", i % 5, "2026-11-20T0" + i % 4 + ":0" + i % 3 + ":00Z"));
        }
        NewestSnapshots expected = newest(files);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(files, random);
            assertThat(newest(files)).isEqualTo(expected);
        }
        assertThat(expected.snapshots()).hasSize(7);
        assertThat(expected.superseded()).isEqualTo(53);
    }
}
