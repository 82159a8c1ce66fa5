package dev.leeway.samples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.Limits;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real agents deliver to a real collector over a network that does everything to them that networks do, while the collector goes away and
 * comes back: each snapshot is there once, in the order in which it was taken, or is counted as missing; and nobody is taken for a clone.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultMatrixTest {
    private static final int SEEDS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 400;
        case "slow" -> 40;
        default -> 4;
    };

    private static final int AGENTS = 3;
    private static final int ROUNDS = 14;
    private static final int MOST_ATTEMPTS = 60;
    /** What an agent waits for an answer: longer than a busy machine takes for one. */
    private static final Duration ANSWER = Duration.ofMillis(2_500);

    private static final Limits LIMITS = new Limits(16L << 20, 100_000, 2_000, Duration.ofSeconds(10));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path folder;

    private final Set<Mishap> seen = EnumSet.noneOf(Mishap.class);
    private long coalesced;
    private long dropped;

    @Test
    void storesEachSnapshotOnceInOrderOrCountsItWhateverTheNetworkDoes() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            run(seed);
        }
        assertThat(seen).as("all that can happen did").containsExactlyInAnyOrder(Mishap.values());
        assertThat(coalesced).isPositive();
        assertThat(dropped).isPositive();
    }

    private void run(int seed) throws Exception {
        Path place = folder.resolve("seed-" + seed);
        assertThat(place.toFile().mkdir()).isTrue();
        Path file = place.resolve("leeway.db");
        Random random = new Random(seed);
        int silent = seed % 4 == 1 ? (int) ANSWER.toMillis() + 200 : 0;
        try (FaultyLine line = new FaultyLine(seed, silent)) {
            List<DeliveringAgent> agents = new ArrayList<>();
            NearCollector collector = start(file, line);
            try {
                for (int i = 0; i < AGENTS; i++) {
                    // The first has room for all, the others for a few.
                    long room = i == 0 ? 1L << 20 : 2_200;
                    DeliveringAgent agent = new DeliveringAgent(
                            place.resolve("web-" + i), "web-" + i, line.url(), ANSWER, room, seed * 31L + i);
                    join(agent, collector.token("prod"));
                    agents.add(agent);
                }
                for (int round = 0; round < ROUNDS; round++) {
                    boolean away = random.nextInt(3) == 0;
                    if (away) {
                        collector.close();
                    } else if (random.nextInt(4) == 0) {
                        collector.close();
                        collector = start(file, line);
                    }
                    round(agents, random.nextLong());
                    if (away) {
                        collector = start(file, line);
                    }
                }
                line.sound(true);
                settle(agents);
                for (DeliveringAgent agent : agents) {
                    check("seed " + seed + ", " + agent.name(), collector, agent);
                }
                assertThat(collector.snapshots().verify().damages())
                        .as("seed " + seed)
                        .isEmpty();
            } finally {
                collector.close();
            }
            seen.addAll(line.happened().keySet());
        }
    }

    private static NearCollector start(Path file, FaultyLine line) throws Exception {
        NearCollector collector = NearCollector.start(file, Clock.systemUTC(), Optional.of(line.url()), LIMITS, 0);
        line.leadTo(collector.port());
        return collector;
    }

    /** An answer that is lost costs nothing: the same token is good until its host heard so. */
    private static void join(DeliveringAgent agent, String token) throws Exception {
        boolean joined = false;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && !joined; attempt++) {
            joined = agent.joins(token);
        }
        assertThat(joined).as(agent.name()).isTrue();
    }

    private static void round(List<DeliveringAgent> agents, long seed) throws Exception {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < agents.size(); i++) {
            DeliveringAgent agent = agents.get(i);
            Random random = new Random(seed + i);
            running.add(CompletableFuture.runAsync(() -> {
                try {
                    for (int looks = random.nextInt(4); looks > 0; looks--) {
                        agent.observes("state-" + random.nextInt(3), NOON);
                    }
                    agent.delivers();
                } catch (Exception e) {
                    throw new IllegalStateException(agent.name(), e);
                }
            }));
        }
        for (CompletableFuture<Void> each : running) {
            ended(each);
        }
    }

    private static void ended(CompletableFuture<Void> running) throws Exception {
        try {
            running.get(5, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an agent fell", e);
        }
    }

    /** Once nothing goes wrong any more: what waits arrives, and what is missing is told by the snapshot after. */
    private static void settle(List<DeliveringAgent> agents) throws Exception {
        for (DeliveringAgent agent : agents) {
            for (int i = 0; i < 3; i++) {
                agent.observes("state-" + i, NOON);
                assertThat(agent.delivers())
                        .as(agent.name() + ": nothing waits")
                        .isTrue();
            }
            assertThat(agent.untold()).isEqualTo(SpoolCounts.NONE);
        }
    }

    private void check(String who, NearCollector collector, DeliveringAgent agent) throws Exception {
        NavigableMap<Long, StoredSnapshot> stored = stored(who, collector, agent);
        for (Map.Entry<Long, StoredSnapshot> each : stored.entrySet()) {
            Snapshot sent = agent.taken().get(each.getKey());
            assertThat(sent).as(who + ": " + each.getKey() + " was taken").isNotNull();
            assertThat(each.getValue().id()).as(who).isEqualTo(sent.id());
            byte[] document = collector.snapshots().document(each.getValue()).orElseThrow();
            assertThat(SnapshotJson.read(new ByteArrayInputStream(document), who))
                    .as(who)
                    .isEqualTo(sent);
        }
        counted(who, agent, stored.keySet());
        assertThat(agent.refused()).as(who).isEmpty();
        assertThat(collector.registry().agents().stream()
                        .filter(each -> each.host().equals(agent.name())))
                .as(who)
                .hasSize(1)
                .allSatisfy(each -> assertThat(each.stateAt(Instant.now())).isEqualTo(AgentState.ACTIVE));
    }

    /** What the collector has of an agent, by count: each once, the newest first as selectors see it. */
    private static NavigableMap<Long, StoredSnapshot> stored(String who, NearCollector collector, DeliveringAgent agent)
            throws Exception {
        StoredHost host = collector.snapshots().hosts().stream()
                .filter(each -> each.name().equals(agent.name()))
                .findFirst()
                .orElseThrow();
        List<StoredSnapshot> all = collector.snapshots().snapshots(host);
        NavigableMap<Long, StoredSnapshot> stored = new TreeMap<>();
        all.forEach(each -> stored.put(each.sequence(), each));
        assertThat(all)
                .as(who + ": each once, in order")
                .containsExactlyElementsOf(stored.descendingMap().values());
        return stored;
    }

    /** The numbers of what is missing are those of what is not there, and each under its own head. */
    private void counted(String who, DeliveringAgent agent, Set<Long> stored) throws IOException {
        TreeSet<Long> missing = new TreeSet<>(agent.taken().keySet());
        missing.removeAll(stored);
        SpoolCounts missed = agent.missed();
        long let = missed.coalesced() + missed.dropped();
        assertThat(missed.damaged() + missed.refused()).as(who).isZero();
        assertThat(agent.delivered() + let)
                .as(who + ": all went one way or the other")
                .isEqualTo(agent.taken().size());
        // One that is there though its answer was lost may have been let go of before it could be sent again.
        assertThat(let).as(who).isGreaterThanOrEqualTo(missing.size());
        long repeats = missing.stream().filter(each -> repeats(agent, each)).count();
        long unheard = let - missing.size();
        assertThat(missed.coalesced()).as(who + ": equal to the one before").isLessThanOrEqualTo(repeats + unheard);
        assertThat(missed.dropped()).as(who + ": dropped").isGreaterThanOrEqualTo(missing.size() - repeats);
        coalesced += missed.coalesced();
        dropped += missed.dropped();
    }

    private static boolean repeats(DeliveringAgent agent, long sequence) {
        Map.Entry<Long, String> before = agent.states().lowerEntry(sequence);
        return before != null && before.getValue().equals(agent.states().get(sequence));
    }
}
