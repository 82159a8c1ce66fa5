package dev.leeway.collector.store.sql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.IdentityScene;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.ExportedStore;
import dev.leeway.collector.store.Newcomer;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that observe, wait, deliver their backlog newest first, are killed meanwhile, join again, are rebuilt and restored: each snapshot is there once, where it belongs. */
class JoinedAgainTest {
    private static final int STEPS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 8_000;
        case "slow" -> 2_000;
        default -> 250;
    };

    private final StoreScene.SetClock clock = new StoreScene.SetClock();
    /** Of every snapshot that was taken, in which life of its host and as which. */
    private final Map<String, Taken> taken = new HashMap<>();

    @TempDir
    private Path folder;

    private record Taken(int life, long sequence) {}

    /** What a host has on its disk. */
    private record Disk(long sequence, long acknowledged) {}

    /** A host and its agent. */
    private final class Simulated {
        private final String name;
        private final Registry registry;
        private final SnapshotStore store;
        private final TreeMap<Long, Snapshot> waiting = new TreeMap<>();
        private final Set<String> stored = new HashSet<>();
        private Disk disk = new Disk(0, 0);
        private Disk backup = disk;
        private int life;
        private long highest;
        private String agent = "";
        private long arrived;

        Simulated(String name, Registry registry, SnapshotStore store) throws StoreException {
            this.name = name;
            this.registry = registry;
            this.store = store;
            join();
        }

        private void join() throws StoreException {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            String token = IdentityScene.text(TokenKind.JOIN);
            registry.issue(IdentityScene.oneTime(token, "prod", Optional.of(name)), "somebody");
            JoinResult result = registry.join(IdentityScene.joining(token, IdentityScene.key(), name));
            agent = ((JoinResult.Joined) result).agent().name();
            arrived = disk.acknowledged();
        }

        private void begin(Disk from) throws StoreException {
            life++;
            disk = from;
            highest = 0;
            waiting.clear();
            join();
        }

        void step(Random random) throws StoreException {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            int chosen = random.nextInt(40);
            if (chosen < 18) {
                disk = new Disk(disk.sequence() + 1, disk.acknowledged());
                Snapshot snapshot = StoreScene.snapshot(
                        "prod", name, disk.sequence(), life + " " + disk.sequence(), clock.instant());
                waiting.put(disk.sequence(), snapshot);
                taken.put(snapshot.id(), new Taken(life, disk.sequence()));
            } else if (chosen < 32) {
                deliver(random);
            } else if (chosen == 32 && waiting.size() > 1) {
                // Coalesced.
                waiting.remove(waiting.firstKey());
            } else if (chosen == 33 && waiting.isEmpty()) {
                backup = disk;
            } else if (chosen == 34) {
                begin(new Disk(0, 0));
            } else if (chosen == 35) {
                begin(backup);
            } else if (disk.acknowledged() >= highest) {
                // Where the last answer was lost it does not know what there is.
                join();
            }
        }

        private void deliver(Random random) throws StoreException {
            List<Snapshot> newestFirst = new ArrayList<>(waiting.descendingMap().values());
            for (Snapshot snapshot : newestFirst.subList(0, random.nextInt(newestFirst.size() + 1))) {
                Optional<Newcomer> newcomer =
                        registry.agent(agent).orElseThrow().settled()
                                ? Optional.empty()
                                : Optional.of(new Newcomer(agent, arrived));
                Receipt receipt = store.add(List.of(new Arrival(
                                name, StoreScene.whole(snapshot).document(), Optional.empty(), false, newcomer)))
                        .get(0);
                assertThat(receipt.fate())
                        .as(receipt.message())
                        .isEqualTo(stored.add(snapshot.id()) ? Fate.STORED : Fate.KNOWN);
                highest = Math.max(highest, snapshot.sequence());
                if (random.nextInt(8) == 0) {
                    // Killed before it had the answer.
                    return;
                }
                waiting.remove(snapshot.sequence());
                disk = new Disk(disk.sequence(), Math.max(disk.acknowledged(), snapshot.sequence()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void keepsEverySnapshotOnceAndWhereItBelongs(long seed) throws Exception {
        Random random = new Random(seed);
        List<Simulated> hosts = new ArrayList<>();
        try (CollectorStore opened = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
            for (String name : List.of("web-01", "web-02", "web-03")) {
                hosts.add(new Simulated(name, opened.registry(), opened.snapshots()));
            }
            for (int step = 0; step < STEPS; step++) {
                hosts.get(random.nextInt(hosts.size())).step(random);
            }
            Path exported = folder.resolve("exported");
            assertThat(ExportedStore.write(opened.snapshots(), exported).lost()).isEmpty();
            try (SnapshotStore other = SqlStores.sqlite(folder.resolve("other.db"), clock)) {
                assertThat(ExportedStore.read(exported, other).lost()).isEmpty();
                for (Simulated host : hosts) {
                    assertThat(order(host, opened.snapshots())).isEqualTo(expected(host));
                    assertThat(order(host, other)).as("imported").isEqualTo(expected(host));
                }
            }
        }
        assertThat(hosts).allMatch(host -> host.life > 1 && host.stored.size() > 10);
    }

    private List<Taken> order(Simulated host, SnapshotStore store) throws StoreException {
        StoredHost found = store.hosts().stream()
                .filter(each -> each.name().equals(host.name))
                .findFirst()
                .orElseThrow();
        List<Taken> order = new ArrayList<>();
        for (StoredSnapshot each : store.snapshots(found)) {
            order.add(0, requireNonNull(taken.get(each.id())));
        }
        return order;
    }

    private List<Taken> expected(Simulated host) {
        return host.stored.stream()
                .map(id -> requireNonNull(taken.get(id)))
                .sorted(Comparator.comparingInt(Taken::life).thenComparingLong(Taken::sequence))
                .toList();
    }
}
