package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole process while agents deliver, again and again: nothing that was acknowledged is lost, nothing is there twice. */
class CollectorKillIT {
    private static final int KILLS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 2_000;
        case "slow" -> 200;
        default -> 20;
    };

    private static final int AGENTS = 4;
    private static final long USUAL_START_MILLIS = 5_000;

    @TempDir
    private Path folder;

    /** An agent that sends one snapshot after the other, each until it is acknowledged. */
    private static final class Sender {
        private final TestAgent agent;
        private long sequence = 1;

        Sender(TestAgent agent) {
            this.agent = agent;
        }

        void deliver(Reach collector, AtomicBoolean killed, Set<String> acknowledged) {
            while (!killed.get()) {
                Snapshot snapshot = agent.snapshot(sequence, "value " + sequence);
                try {
                    int status = agent.deliver(collector, snapshot).statusCode();
                    if (status == 200 || status == 201) {
                        acknowledged.add(snapshot.id());
                        sequence++;
                    } else {
                        assertThat(status).isIn(503, 429);
                    }
                } catch (UncheckedIOException e) {
                    // The answer is lost; the same comes again.
                    return;
                }
            }
        }
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsThereTwice() throws Exception {
        Path file = folder.resolve("leeway.db");
        int port = CollectorProcess.freePort();
        ServeCommandLine serve = ServeCommandLine.archived(folder);
        Random random = new Random(17);
        List<Sender> senders = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        List<String> tokens = CollectorProcess.tokens(file, AGENTS);
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            CollectorProcess collector = CollectorProcess.start(serve, port, file);
            starts.add(collector.startedWithin());
            if (senders.isEmpty()) {
                for (int i = 0; i < AGENTS; i++) {
                    TestAgent agent = TestAgent.of("prod", "web-" + i);
                    assertThat(agent.join(collector, tokens.get(i)).statusCode())
                            .isEqualTo(201);
                    senders.add(new Sender(agent));
                }
            }
            AtomicBoolean killed = new AtomicBoolean();
            List<CompletableFuture<Void>> running = senders.stream()
                    .map(sender -> CompletableFuture.runAsync(() -> sender.deliver(collector, killed, acknowledged)))
                    .toList();
            int before = acknowledged.size();
            // A process that has just begun takes a while over its first group.
            for (int wait = 0; acknowledged.size() == before && wait < 500; wait++) {
                Thread.sleep(10);
            }
            Thread.sleep(random.nextInt(200));
            collector.kill();
            killed.set(true);
            for (CompletableFuture<Void> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
            holds(file, acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThan(KILLS);
        starts.sort(null);
        assertThat(starts.get(starts.size() / 2)).isLessThan(USUAL_START_MILLIS);
        CollectorProcess last = CollectorProcess.start(serve, port, file);
        assertThat(last.end()).isEqualTo(143);
        try (CollectorStore store = SqlStores.sqliteCollector(file, Clock.systemUTC())) {
            assertThat(store.snapshots().verify().damages()).isEmpty();
            assertThat(store.registry().agents())
                    .as("nobody is taken for two machines")
                    .hasSize(AGENTS)
                    .allSatisfy(agent -> {
                        assertThat(agent.stateAt(Instant.now())).isEqualTo(AgentState.ACTIVE);
                    });
            for (StoredHost host : store.snapshots().hosts()) {
                List<Long> counts = store.snapshots().snapshots(host).stream()
                        .map(StoredSnapshot::sequence)
                        .toList();
                assertThat(counts)
                        .isEqualTo(LongStream.rangeClosed(1, counts.size())
                                .map(count -> counts.size() + 1 - count)
                                .boxed()
                                .toList());
            }
        }
    }

    private static void holds(Path file, Set<String> acknowledged) throws StoreException {
        try (SnapshotStore store = SqlStores.sqlite(file, Clock.systemUTC())) {
            List<String> there = new ArrayList<>();
            long point = 0;
            for (List<StoredSnapshot> some = store.since(point, 1000);
                    !some.isEmpty();
                    some = store.since(point, 1000)) {
                some.forEach(snapshot -> there.add(snapshot.id()));
                point = some.get(some.size() - 1).number();
            }
            assertThat(there).doesNotHaveDuplicates();
            assertThat(new TreeSet<>(there)).containsAll(acknowledged);
            // Of what was not acknowledged, at most one of each agent was on its way.
            assertThat(there.size()).isLessThanOrEqualTo(acknowledged.size() + AGENTS);
        }
    }
}
