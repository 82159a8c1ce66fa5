package dev.leeway.collector.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes, again and again: nothing acknowledged is lost, nothing half-stored is there. */
class SqliteCrashIT {
    private static final int KILLS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 2_000;
        case "slow" -> 200;
        case "thorough" -> 20;
        default -> 6;
    };

    @TempDir
    private Path folder;

    @Test
    @Tag("seeded")
    void losesNothingThatWasAcknowledged() throws Exception {
        Path file = folder.resolve("leeway.db");
        Random random = new Random(11);
        Set<String> acknowledged = new HashSet<>();
        long next = 1;
        for (int kill = 0; kill < KILLS; kill++) {
            next = Math.max(next, killed(file, next, random.nextInt(25), acknowledged));
            try (SnapshotStore store = SqlStores.sqlite(file, Clock.systemUTC())) {
                Set<String> there = new HashSet<>();
                for (StoredHost host : store.hosts()) {
                    List<StoredSnapshot> all = store.snapshots(host);
                    all.forEach(snapshot -> there.add(snapshot.id()));
                    assertThat(all).hasSize(there.size());
                    assertThat(store.read(all.subList(0, Math.min(9, all.size())))
                                    .unread())
                            .isEmpty();
                    assertThat(all.size() % 3).as("whole groups").isZero();
                    next = Math.max(next, all.get(0).sequence() + 1);
                }
                assertThat(there).as("after kill " + kill).containsAll(acknowledged);
            }
        }
        assertThat(acknowledged).isNotEmpty();
        try (SnapshotStore store = SqlStores.sqlite(file, Clock.systemUTC())) {
            assertThat(store.verify().damages()).isEmpty();
        }
    }

    /** Starts a writer, kills it after so many groups and a moment, and tells which count was acknowledged last. */
    private static long killed(Path file, long from, int groups, Set<String> acknowledged) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CrashWriter.class.getName(),
                        file.toString(),
                        Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long last = from;
        try (BufferedReader out = writer.inputReader()) {
            int seen = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("STORED ") || line.startsWith("KNOWN ")) {
                    acknowledged.add(line.substring(line.indexOf(' ') + 1));
                } else if (line.startsWith("acknowledged ")) {
                    last = Long.parseLong(line.substring("acknowledged ".length())) + 1;
                    if (seen++ == groups) {
                        // Somewhere within the next group.
                        Thread.sleep(Duration.ofMillis(groups % 7).toMillis());
                        writer.toHandle().destroyForcibly();
                    }
                }
            }
        }
        writer.waitFor();
        return last;
    }
}
