package dev.leeway.collector.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.digest.Audience;
import dev.leeway.collector.digest.Digest;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.ExportedStore;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.git.RealGit;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that come and go, from the token by which they join to what is told of their end. */
class PoolHostsTest {
    private static final Duration SILENCE = Duration.ofDays(2);

    private final StoreScene.SetClock clock = new StoreScene.SetClock();

    @TempDir
    private Path folder;

    private static void deliver(RunningCollector collector, TestAgent agent, long sequence) {
        assertThat(agent.deliver(collector, agent.snapshot(sequence, "info")).statusCode())
                .isEqualTo(201);
    }

    private static List<SnapshotFile> stored(RunningCollector collector) throws StoreException {
        List<StoredSnapshot> newest =
                collector.snapshots().newest(collector.snapshots().hosts(), 0);
        return collector.snapshots().read(newest).snapshots();
    }

    private Report report(RunningCollector collector) throws StoreException {
        return Comparison.compare(
                List.of(Side.of("prod", stored(collector))),
                PolicyReader.shipped(),
                CatalogueReader.builtIn(),
                new ComparisonOptions(
                                clock.instant(),
                                Severity.MEDIUM,
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                Optional.empty())
                        .overFleet(SILENCE));
    }

    private static List<String> told(Report report) {
        Audience all = new Audience(List.of(), List.of(), Severity.INFO);
        return Digest.candidates(new Night(report, SILENCE), all).standing().stream()
                .flatMap(List::stream)
                .filter(key -> key.startsWith("silent/"))
                .map(key -> key.substring(0, key.lastIndexOf('/')))
                .toList();
    }

    @Test
    void theEndOfOneIsNoSilenceAndTheLastOneOfAServiceIs() throws Exception {
        try (RunningCollector collector =
                new RunningCollector.Setup().clock(clock).over(folder.resolve("leeway.db"))) {
            String token = collector.joinToken("prod", TokenKind.POOL);
            TestAgent first = TestAgent.of("prod", "pod-1");
            TestAgent second = TestAgent.of("prod", "pod-2");
            assertThat(first.join(collector, token).statusCode()).isEqualTo(201);
            TestAgent stays = collector.joined("prod", "web-01");
            deliver(collector, first, 1);
            clock.set(clock.instant().plus(Duration.ofDays(3)));
            assertThat(second.join(collector, token).statusCode()).isEqualTo(201);
            deliver(collector, second, 1);
            // Of the host that stays nothing comes any more, of the pool one is there.
            assertThat(told(report(collector))).isEmpty();

            clock.set(clock.instant().plus(Duration.ofDays(3)));
            assertThat(told(report(collector))).containsExactly("silent/service/prod/shop-web");
            assertThat(report(collector).silent())
                    .extracting(SilentService::hosts)
                    .containsExactly(List.of("pod-2"));
            assertThat(stays.name).isNotEmpty();
        }
    }

    /** How a host joined is nothing that it said, and one that is imported elsewhere has joined nothing. */
    @Test
    void whatIsKnownByTheTokenIsInNoMirror() throws Exception {
        Path mirror = folder.resolve("serve.git");
        Path again = folder.resolve("import.git");
        try (RunningCollector collector =
                new RunningCollector.Setup().clock(clock).over(folder.resolve("leeway.db"))) {
            TestAgent pod = TestAgent.of("prod", "pod-1");
            pod.join(collector, collector.joinToken("prod", TokenKind.POOL));
            deliver(collector, pod, 1);
            assertThat(stored(collector).get(0).snapshot().host().isEphemeral()).isTrue();
            MirrorHand.write(mirror, collector.snapshots(), false, clock.instant());
            ExportedStore.write(collector.snapshots(), folder.resolve("export"));
        }
        try (SnapshotStore imported = SqlStores.sqlite(folder.resolve("import.db"), clock)) {
            ExportedStore.read(folder.resolve("export"), imported);
            MirrorHand.write(again, imported, false, clock.instant());
        }
        assertThat(RealGit.run(mirror, "show", "prod:web/pod-1/host.json"))
                .contains("pod-1")
                .doesNotContain("ephemeral");
        assertThat(RealGit.run(mirror, "rev-parse", "prod")).isEqualTo(RealGit.run(again, "rev-parse", "prod"));
    }

    @Test
    void whatAHostSentBeforeAPoolHadItsNameIsThatOfOneThatStays() throws Exception {
        try (RunningCollector collector =
                new RunningCollector.Setup().clock(clock).over(folder.resolve("leeway.db"))) {
            TestAgent own = collector.joined("prod", "web-01");
            deliver(collector, own, 1);
            collector.registry().revokeAgent(own.name, RunningCollector.BY);
            String token = collector.joinToken("prod", TokenKind.POOL);
            for (int sequence = 2; sequence <= 3; sequence++) {
                // The second of them is the pod anew, and the first one stays what it was.
                clock.set(clock.instant().plus(Duration.ofHours(1)));
                TestAgent pod = TestAgent.of("prod", "web-01");
                assertThat(pod.join(collector, token).statusCode()).isEqualTo(201);
                deliver(collector, pod, sequence);
            }
            List<StoredSnapshot> all = collector.snapshots().since(0, 10);
            assertThat(collector.snapshots().read(all).snapshots())
                    .extracting(file -> file.snapshot().host().isEphemeral())
                    .containsExactly(false, true, true);
            assertThat(requireNonNull(collector
                                    .snapshots()
                                    .headers(all)
                                    .get(all.get(0).number()))
                            .host()
                            .isEphemeral())
                    .isFalse();
        }
    }

    @Test
    void oneThatStaysIsSilentAndOneOfAPoolIsKnownByItsToken() throws Exception {
        try (RunningCollector collector =
                new RunningCollector.Setup().clock(clock).over(folder.resolve("leeway.db"))) {
            TestAgent pod = TestAgent.of("prod", "pod-1");
            pod.join(collector, collector.joinToken("prod", TokenKind.POOL));
            TestAgent stays = collector.joined("prod", "web-01");
            deliver(collector, pod, 1);
            deliver(collector, stays, 1);

            assertThat(stored(collector))
                    .extracting(
                            file -> file.snapshot().host().name(),
                            file -> file.snapshot().host().isEphemeral())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("pod-1", true),
                            org.assertj.core.groups.Tuple.tuple("web-01", false));
            StoredSnapshot newest = collector
                    .snapshots()
                    .newest(collector.snapshots().hosts(), 0)
                    .get(0);
            Snapshot header = requireNonNull(
                    collector.snapshots().headers(List.of(newest)).get(newest.number()));
            assertThat(header.host().isEphemeral()).isTrue();
            assertThat(new String(collector.snapshots().document(newest).orElseThrow(), StandardCharsets.UTF_8))
                    .doesNotContain("ephemeral");
            assertThat(report(collector).environments().get(0).hosts())
                    .extracting(ReportHost::ephemeral, ReportHost::receivedAt)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(true, Optional.of(clock.instant())),
                            org.assertj.core.groups.Tuple.tuple(false, Optional.of(clock.instant())));

            clock.set(clock.instant().plus(Duration.ofDays(3)));
            assertThat(told(report(collector)))
                    .containsExactly("silent/service/prod/shop-web", "silent/host/prod/web-01");

            // Whoever joins by a token of its own after all stays.
            TestAgent again = TestAgent.of("prod", "pod-1");
            again.join(collector, collector.joinToken("prod"));
            assertThat(stored(collector).get(0).snapshot().host().isEphemeral()).isFalse();
        }
    }
}
