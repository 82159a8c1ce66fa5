package dev.leeway.samples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.Limits;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an agent again and again while it joins, looks and delivers, and has the next one go on from its disk: what it kept is at the
 * collector once, in order, and one key and one token were enough.
 */
class AgentKillIT {
    private static final int KILLS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 2_000;
        case "slow" -> 200;
        default -> 20;
    };

    private static final Limits LIMITS = new Limits(16L << 20, 1_000_000, 2_000, Duration.ofSeconds(10));

    @TempDir
    private Path folder;

    private final Map<Long, String> kept = new TreeMap<>();

    @Test
    void losesNothingThatItKeptAndDeliversNothingTwice() throws Exception {
        Random random = new Random(23);
        Path state = folder.resolve("state");
        try (NearCollector collector =
                NearCollector.start(folder.resolve("leeway.db"), Clock.systemUTC(), Optional.empty(), LIMITS, 0)) {
            String token = collector.token("prod");
            for (int kill = 0; kill < KILLS; kill++) {
                // The first few do not get far beyond joining.
                killed(state, collector.url(), token, kill < 6 ? kill / 3 : 2 + random.nextInt(9), random.nextInt(40));
            }
            DeliveringAgent last =
                    new DeliveringAgent(state, "web-01", collector.url(), Duration.ofSeconds(20), 1L << 28, 7);
            last.observes("last", Instant.EPOCH);
            assertThat(last.delivers()).as("nothing waits").isTrue();
            assertThat(last.missed()).as("a kill damages nothing").isEqualTo(SpoolCounts.NONE);
            kept.put(last.taken().lastKey(), last.taken().lastEntry().getValue().id());

            List<StoredSnapshot> all = collector
                    .snapshots()
                    .snapshots(collector.snapshots().hosts().get(0));
            TreeMap<Long, String> stored = new TreeMap<>();
            all.forEach(each -> stored.put(each.sequence(), each.id()));
            assertThat(all.stream().map(StoredSnapshot::sequence))
                    .as("each once, the newest first")
                    .containsExactlyElementsOf(stored.descendingKeySet());
            assertThat(stored).containsAllEntriesOf(kept);
            assertThat(stored.size())
                    .as("one for each kill, perhaps, that was not told")
                    .isLessThanOrEqualTo(kept.size() + KILLS);
            assertThat(kept).hasSizeGreaterThan(KILLS);
            assertThat(collector.registry().agents().stream().map(Agent::state)).containsExactly(AgentState.ACTIVE);
            assertThat(collector.snapshots().verify().damages()).isEmpty();
        }
    }

    /** Starts one, kills it so many lines and milliseconds later, and notes what it had said. */
    private void killed(Path state, URI collector, String token, int lines, int millis)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledAgent.class.getName(),
                        state.toString(),
                        collector.toString(),
                        token)
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        int seen = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("kept") && words.length == 3 && words[2].length() > 70) {
                    kept.put(Long.parseLong(words[1]), words[2]);
                }
                said.append(line).append('\n');
                if (seen++ == lines) {
                    Thread.sleep(millis);
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not fallen: " + said).isEqualTo(137);
    }
}
