package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.DeliveryAnswer.Fate;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Snapshot;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
    private final RunningCollector collector;

    DeliveriesTest(@TempDir Path folder) throws Exception {
        this.collector = new RunningCollector.Setup().over(folder.resolve("leeway.db"));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void storesWhatAnAgentDeliversBeforeItAnswers() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        Snapshot snapshot = agent.snapshot(1, "info");

        HttpResponse<byte[]> answer = agent.deliver(collector, snapshot);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(TestAgent.told(answer).fate()).isEqualTo(Fate.STORED);
        var stored = collector.snapshots().since(0, 10);
        assertThat(stored).hasSize(1);
        assertThat(collector.snapshots().document(stored.get(0)))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(SampleSnapshots.bytes(snapshot)));
    }

    @Test
    void knowsWhatItHasWhenAnAnswerWasLost() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        Snapshot snapshot = agent.snapshot(1, "info");
        agent.deliver(collector, snapshot);

        HttpResponse<byte[]> again = agent.deliver(collector, snapshot);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(TestAgent.told(again).fate()).isEqualTo(Fate.KNOWN);
        assertThat(collector.snapshots().since(0, 10)).hasSize(1);
    }

    @Test
    void takesAnUnchangedHostByItsManifestAlone() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        SnapshotDocument first = TestAgent.document(agent.snapshot(1, "info"));
        agent.deliver(collector, agent.snapshot(1, "info"));
        SnapshotDocument second = TestAgent.document(agent.snapshot(2, "info"));

        HttpResponse<byte[]> answer = agent.deliver(collector, second, Optional.of(Delivery.manifest(first)), Set.of());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(collector.snapshots().since(0, 10)).hasSize(2);
    }

    @Test
    void asksForSectionsItLacksAndForAllNamesWhereTheManifestIsNotKnown() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        SnapshotDocument document = TestAgent.document(agent.snapshot(1, "info"));

        HttpResponse<byte[]> baseless =
                agent.deliver(collector, document, Optional.of(Delivery.manifest(document)), Set.of());
        HttpResponse<byte[]> lacking = agent.deliver(collector, document, Optional.empty(), Set.of());

        assertThat(baseless.statusCode()).isEqualTo(409);
        assertThat(TestAgent.told(baseless).fate()).isEqualTo(Fate.BASELESS);
        assertThat(lacking.statusCode()).isEqualTo(409);
        assertThat(TestAgent.told(lacking).fate()).isEqualTo(Fate.LACKING);
        Set<String> all = new TreeSet<>();
        document.parts().forEach(part -> all.add(part.id()));
        assertThat(TestAgent.told(lacking).lacking()).isEqualTo(all);
        assertThat(collector.snapshots().since(0, 10)).isEmpty();
        HttpResponse<byte[]> whole = agent.deliver(collector, document, Optional.empty(), all);
        assertThat(whole.statusCode()).isEqualTo(201);
    }

    @Test
    void takesWhatNamesASectionThatAnotherOfItsGroupBrings(@TempDir Path other) throws Exception {
        HeldStore held = new HeldStore();
        try (RunningCollector slow =
                new RunningCollector.Setup().around(held::around).over(other.resolve("leeway.db"))) {
            TestAgent first = slow.joined("prod", "web-01");
            TestAgent naming = slow.joined("prod", "web-02");
            TestAgent bringing = slow.joined("prod", "web-03");
            String reader = slow.personToken(Role.READER);
            SnapshotDocument named = TestAgent.document(naming.snapshot(1, "new"));
            CompletableFuture<HttpResponse<byte[]>> earlier =
                    CompletableFuture.supplyAsync(() -> first.deliver(slow, first.snapshot(1, "old")));
            held.awaitOne();
            CompletableFuture<HttpResponse<byte[]>> lacking =
                    CompletableFuture.supplyAsync(() -> naming.deliver(slow, named, Optional.empty(), Set.of()));
            awaitWaiting(slow, reader, 1);
            CompletableFuture<HttpResponse<byte[]>> whole =
                    CompletableFuture.supplyAsync(() -> bringing.deliver(slow, bringing.snapshot(1, "new")));
            awaitWaiting(slow, reader, 2);
            held.letGo();

            assertThat(earlier.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(whole.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            assertThat(TestAgent.told(lacking.get(30, TimeUnit.SECONDS)).fate()).isEqualTo(Fate.STORED);
            assertThat(slow.registry().agent(naming.name).orElseThrow().state()).isEqualTo(AgentState.ACTIVE);
        }
    }

    @Test
    void putsAllThatARebuiltHostDeliversBehindWhatItsPredecessorDid(@TempDir Path other) throws Exception {
        HeldStore held = new HeldStore();
        try (RunningCollector slow =
                new RunningCollector.Setup().around(held::around).over(other.resolve("leeway.db"))) {
            TestAgent rebuilt = slow.joined("prod", "web-01");
            String reader = slow.personToken(Role.READER);
            for (int count : new int[] {1, 2, 4}) {
                slow.snapshots().add(List.of(StoreScene.whole(rebuilt.snapshot(count, "before"))));
            }
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int count = 3; count > 0; count--) {
                Snapshot snapshot = rebuilt.snapshot(count, "after");
                answers.add(CompletableFuture.supplyAsync(() -> rebuilt.deliver(slow, snapshot)));
                held.awaitOne();
                awaitWaiting(slow, reader, 3 - count);
            }
            held.letGo();
            for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
                assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
            }

            assertThat(rebuilt.deliver(slow, rebuilt.snapshot(4, "after")).statusCode())
                    .isEqualTo(201);
            StoredHost host = slow.snapshots().hosts().get(0);
            assertThat(slow.snapshots().snapshots(host))
                    .extracting(StoredSnapshot::sequence)
                    .containsExactly(4L, 3L, 2L, 1L, 4L, 2L, 1L);
            Agent agent = slow.registry().agent(rebuilt.name).orElseThrow();
            assertThat(agent.state()).isEqualTo(AgentState.ACTIVE);
            assertThat(agent.settled()).isTrue();
        }
    }

    /** A host and the trees on it are told by one agent, and each has a count of its own. */
    @Test
    void letsEachTreeOfARebuiltHostCountAnew(@TempDir Path other) throws Exception {
        StoreScene.SetClock clock = new StoreScene.SetClock();
        List<String> roots = List.of("/mnt/one", "/mnt/two");
        try (RunningCollector own = new RunningCollector.Setup().clock(clock).over(other.resolve("leeway.db"))) {
            TestAgent rebuilt = TestAgent.of("prod", "web-01");
            for (int count : new int[] {1, 2, 3}) {
                for (String root : roots) {
                    Snapshot before = SampleSnapshots.under(root, rebuilt.snapshot(count, "before"));
                    own.snapshots().add(List.of(StoreScene.whole(before)));
                }
            }
            clock.set(clock.instant().plus(Duration.ofHours(1)));
            rebuilt.join(own, own.joinToken("prod"));
            // One tree first, then the host, then another tree: none of them settles for the others.
            Snapshot one = SampleSnapshots.under(roots.get(0), rebuilt.snapshot(1, "after"));
            assertThat(rebuilt.deliver(own, one).statusCode()).isEqualTo(201);
            assertThat(own.registry().agent(rebuilt.name).orElseThrow().settled())
                    .isFalse();
            assertThat(rebuilt.deliver(own, rebuilt.snapshot(1, "after")).statusCode())
                    .isEqualTo(201);
            assertThat(own.registry().agent(rebuilt.name).orElseThrow().settled())
                    .isTrue();
            for (int count : new int[] {1, 2}) {
                Snapshot two = SampleSnapshots.under(roots.get(1), rebuilt.snapshot(count, "after"));
                assertThat(rebuilt.deliver(own, two).statusCode()).isEqualTo(201);
            }
            for (StoredHost host : own.snapshots().hosts()) {
                assertThat(own.snapshots().snapshots(host))
                        .as(host.text())
                        .extracting(StoredSnapshot::sequence)
                        .startsWith(host.root().equals(roots.get(1)) ? 2L : 1L);
            }
            assertThat(own.registry().agent(rebuilt.name).orElseThrow().state()).isEqualTo(AgentState.ACTIVE);
            // What contradicts what this very agent told is a contradiction, of a tree as well.
            Snapshot another = SampleSnapshots.under(roots.get(1), rebuilt.snapshot(2, "another"));
            assertThat(TestAgent.told(rebuilt.deliver(own, another)).fate()).isEqualTo(Fate.REFUSED);
            assertThat(own.registry().agent(rebuilt.name).orElseThrow().state()).isEqualTo(AgentState.CLONED);
        }
    }

    @Test
    void putsTheBacklogOfAHostThatJoinedAgainWhereItBelongs(@TempDir Path other) throws Exception {
        try (RunningCollector own = new RunningCollector.Setup().over(other.resolve("leeway.db"))) {
            TestAgent again = TestAgent.of("prod", "web-01");
            for (int count : new int[] {1, 2, 5}) {
                own.snapshots().add(List.of(StoreScene.whole(again.snapshot(count, "before"))));
            }
            again.join(own, own.joinToken("prod"));
            again.arrived = 5;
            for (int count : new int[] {6, 4, 3}) {
                assertThat(again.deliver(own, again.snapshot(count, "after")).statusCode())
                        .isEqualTo(201);
            }
            assertThat(own.snapshots().snapshots(own.snapshots().hosts().get(0)))
                    .extracting(StoredSnapshot::sequence)
                    .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        }
    }

    private static void awaitWaiting(RunningCollector collector, String reader, int deliveries) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!collector.get("/metrics", reader).body().contains("\nleeway_waiting " + deliveries + "\n")) {
            assertThat(System.nanoTime()).as("nothing came to wait").isLessThan(until);
            Thread.sleep(5);
        }
    }
}
