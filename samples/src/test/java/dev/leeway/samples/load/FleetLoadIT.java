package dev.leeway.samples.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small fleet delivers to a packaged collector for some nights, one request in ten going wrong on its way: each snapshot is stored
 * once, in order. {@code samples/bench/run.sh 1 load} does the same with ten thousand.
 */
class FleetLoadIT {
    private static final int AGENTS = 150;
    private static final int NIGHTS = 3;

    @TempDir
    Path directory;

    private @Nullable Process collector;

    @AfterEach
    void end() throws InterruptedException {
        if (collector != null) {
            collector.destroy();
            assertThat(collector.waitFor(30, TimeUnit.SECONDS))
                    .as("ends when it is told to")
                    .isTrue();
        }
    }

    private String started(Path store) throws Exception {
        Process process = new ProcessBuilder(
                        Program.REPOSITORY
                                .resolve("collector/target/leeway/bin/leeway")
                                .toString(),
                        "serve",
                        "--store",
                        store.toString(),
                        "--listen",
                        "127.0.0.1:0")
                .redirectErrorStream(true)
                .start();
        collector = process;
        String said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(said).startsWith("leeway listens on http://127.0.0.1:");
        return said.substring("leeway listens on ".length(), said.indexOf(','));
    }

    @Test
    void storesEachSnapshotOnceWhateverHappensOnTheWay() throws Exception {
        Path store = directory.resolve("load.db");
        String url = started(store);
        Ran token = Program.leeway()
                .run(
                        directory,
                        "token",
                        "create",
                        "--store",
                        store.toString(),
                        "--environment",
                        "prod",
                        "--role",
                        "web",
                        "--pool");
        assertThat(token.exit()).as(token.err()).isZero();
        LoadPlan plan = LoadPlan.of(
                "url=" + url,
                "agents=" + AGENTS,
                "images=5",
                "within=2",
                "patience=100",
                "changing=100",
                "failing=100",
                "seed=11",
                "threads=16");
        Map<String, String> acknowledged = new TreeMap<>();
        try (LoadGenerator generator = new LoadGenerator(plan)) {
            assertThat(generator.join(token.out().strip())).startsWith("joined=" + AGENTS + " ");
            for (int night = 1; night <= NIGHTS; night++) {
                Tally tally = generator.night();
                assertThat(tally.accepted())
                        .as(tally.line("night " + night, plan.within()))
                        .isEqualTo(AGENTS);
                assertThat(tally.refusedWithoutTime()).isZero();
                // An unchanged host's whole night: one request, both ways.
                assertThat(tally.mostBytesOfOneRequest()).isLessThanOrEqualTo(2_048);
                acknowledged.putAll(tally.acknowledged());
            }
        }
        assertThat(acknowledged).hasSize(AGENTS * NIGHTS);
        try (SnapshotStore stored = SqlStores.sqlite(store, Clock.systemUTC())) {
            assertThat(LoadCheck.faults(stored, acknowledged)).isEmpty();
            assertThat(stored.since(0, 10_000)).hasSize(AGENTS * NIGHTS);
            assertThat(stored.verify().damages()).isEmpty();
        }
        assertThat(Files.size(store)).isPositive();
    }
}
