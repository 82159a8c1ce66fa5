package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LostSightTest {
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Policy POLICY = PolicyReader.shipped();
    private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

    @TempDir
    private Path folder;

    private static Instant report(int night) {
        return FIRST.plus(Duration.ofDays(night)).plus(Duration.ofHours(3));
    }

    private static void arrives(SnapshotStore store, int night, String environment, String root, TestHost host)
            throws Exception {
        Instant moment = FIRST.plus(Duration.ofDays(night));
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
                root,
                bare.agent(),
                bare.sections().values());
        store.add(List.of(new Arrival(
                "test", SnapshotDocument.read(SampleSnapshots.bytes(snapshot), "test"), Optional.of(moment), false)));
    }

    private static List<Side> sides(SnapshotStore store, Instant moment) throws StoreException {
        Map<String, List<Snapshot>> sides = new TreeMap<>();
        for (SnapshotFile file : store.read(store.at(store.hosts(), moment)).snapshots()) {
            sides.computeIfAbsent(file.snapshot().host().environment().orElseThrow(), any -> new ArrayList<>())
                    .add(file.snapshot());
        }
        List<Side> all = new ArrayList<>();
        sides.forEach((name, own) -> all.add(new Side(name, own)));
        return all;
    }

    private static TestHost shop(String host, String timeout) {
        return TestHost.host(host)
                .section("process", "service[shop]/namedBy", "systemd")
                .section("env[shop]", "TIMEOUT", timeout);
    }

    private static TestHost blind(String host) {
        return TestHost.host(host)
                .section("process", "service[shop]/namedBy", "systemd")
                .fell("env[shop]", Outcome.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mnt/image"})
    void carriesOnWhatItAloneShowedAMonthAgo(String root) throws Exception {
        try (SnapshotStore store = SqlStores.sqlite(folder.resolve("nights.db"), Clock.systemUTC())) {
            for (int night = 0; night < 30; night++) {
                arrives(store, night, "staging", root, shop("ci", "30"));
                arrives(store, night, "prod", root, night < 2 ? shop("ci", "3") : blind("ci"));
            }
            Instant now = report(29);
            Instant since = report(28);
            ComparisonOptions options = new ComparisonOptions(
                    now, Severity.MEDIUM, List.of(), List.of(), List.of(), false, Optional.empty());
            Past past = Past.of(store, POLICY, Set.of("staging", "prod"), now);

            Report report = new SinceThen(past, POLICY, CATALOGUE, options)
                    .compare(sides(store, now), sides(store, since), since);

            Drift drift = report.drifts().stream()
                    .filter(each -> each.address().text().equals("env[shop]/TIMEOUT"))
                    .findFirst()
                    .orElseThrow();
            assertThat(drift.state()).isEqualTo(DriftState.UNKNOWN);
            assertThat(drift.lifecycle().firstSeen()).contains(FIRST);
            assertThat(report.resolved()).isEmpty();
        }
    }
}
