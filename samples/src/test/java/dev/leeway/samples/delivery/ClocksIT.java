package dev.leeway.samples.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.cli.AgentCommands;
import dev.leeway.collector.config.Limits;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts whose clocks are ten years off, or jump, deliver to a collector whose clock is right: nothing that is asked about their order or
 * about a moment goes by theirs.
 */
class ClocksIT {
    private static final int NIGHTS = 6;
    private static final Duration TEN_YEARS = Duration.ofDays(3652);
    private static final String ADDRESS = "env[shop-web]/LOG_LEVEL";

    /** Days that were: selectors speak of the past of whoever asks. */
    private final Instant first = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(40, ChronoUnit.DAYS);

    @TempDir
    private Path folder;

    private final Timeline time = new Timeline(first.plus(Duration.ofHours(2)));
    private final Map<String, List<Instant>> clocks = new TreeMap<>();

    @BeforeEach
    void sayWhatClocksSay() {
        List<Instant> right = IntStream.range(0, NIGHTS)
                .mapToObj(night -> time.instant().plus(Duration.ofDays(night)))
                .toList();
        clocks.put("web-right", right);
        clocks.put("web-ahead", right.stream().map(now -> now.plus(TEN_YEARS)).toList());
        clocks.put("web-behind", right.stream().map(now -> now.minus(TEN_YEARS)).toList());
        clocks.put(
                "web-jumping",
                List.of(
                        right.get(0),
                        right.get(1).plus(TEN_YEARS),
                        right.get(2).minus(TEN_YEARS),
                        Instant.EPOCH,
                        Instant.parse("2038-01-19T03:14:08Z"),
                        right.get(5).minus(Duration.ofHours(30))));
    }

    @Test
    void storesEachSnapshotOnceInTheOrderOfItsCountWhateverItsHostsClockSays() throws Exception {
        Path store = folder.resolve("leeway.db");
        try (NearCollector collector = NearCollector.start(store, time, Optional.empty(), Limits.USUAL, 0)) {
            nights(collector);
            for (StoredHost host : collector.snapshots().hosts()) {
                List<StoredSnapshot> all = collector.snapshots().snapshots(host);
                assertThat(all.stream().map(StoredSnapshot::sequence))
                        .as(host.name())
                        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
                List<Instant> told = new ArrayList<>(
                        all.stream().map(StoredSnapshot::capturedAt).toList());
                Collections.reverse(told);
                assertThat(told).as("what its clock said is kept").isEqualTo(clocks.get(host.name()));
            }
            assertThat(collector.registry().agents().stream().map(Agent::state)).containsOnly(AgentState.ACTIVE);
            assertThat(collector.snapshots().verify().damages()).isEmpty();
        }
        for (String host : List.of("web-ahead", "web-jumping")) {
            selected(store, host);
        }
        for (String host : List.of("web-behind", "web-jumping")) {
            remembered(store, host);
        }
        listed(store);
        compared(store);
    }

    private Instant said(String host, int night) {
        return requireNonNull(clocks.get(host), host).get(night);
    }

    /** Every host delivers once a night. */
    private void nights(NearCollector collector) throws Exception {
        Map<String, FixtureAgent> agents = new TreeMap<>();
        for (String host : clocks.keySet()) {
            FixtureAgent agent = new FixtureAgent(folder, host);
            AgentCommands.Ended joined = agent.join(said(host, 0), collector);
            assertThat(joined.exit()).as(joined.err()).isZero();
            agents.put(host, agent);
        }
        for (int night = 0; night < NIGHTS; night++) {
            for (Map.Entry<String, FixtureAgent> each : agents.entrySet()) {
                AgentCommands.Ended pushed = each.getValue().push(said(each.getKey(), night), "night-" + night);
                assertThat(pushed.exit()).as(pushed.err()).isZero();
            }
            time.pass(Duration.ofDays(1));
        }
    }

    private Ran leeway(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--store", store.toString()));
        return Program.leeway().run(folder, all.toArray(String[]::new));
    }

    private String level(Path store, String selector) throws IOException, InterruptedException {
        Ran facts = leeway(store, "facts", ADDRESS, "--in", selector);
        assertThat(facts.exit()).as(selector + ": " + facts.err()).isZero();
        return facts.out().replaceAll("(?s).*(night-[0-9]).*", "$1");
    }

    private void selected(Path store, String host) throws Exception {
        assertThat(level(store, "prod/" + host)).isEqualTo("night-5");
        assertThat(level(store, "prod/" + host + "~1")).isEqualTo("night-4");
        // By the end of the third night three had arrived.
        String day = first.plus(Duration.ofDays(2)).toString().substring(0, 10);
        assertThat(level(store, "prod/" + host + "@{" + day + "}")).isEqualTo("night-2");
    }

    /** Each value once, in its order, with the moment of arrival by the clock of the collector. */
    private void remembered(Path store, String host) throws Exception {
        Ran history = leeway(store, "history", ADDRESS, "--host", host);
        assertThat(history.exit()).as(history.err()).isZero();
        List<String> told = Pattern.compile("night-[0-9]")
                .matcher(history.out())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        assertThat(told).as(history.out()).hasSize(NIGHTS);
        assertThat(told).as(history.out()).isIn(ascending(), descending());
        for (int night = 0; night < NIGHTS; night++) {
            assertThat(history.out())
                    .contains(first.plus(Duration.ofDays(night)).toString().substring(0, 10));
        }
        assertThat(history.out()).doesNotContain("1970-01-01", "2038-01-19");
    }

    private static List<String> ascending() {
        return IntStream.range(0, NIGHTS).mapToObj(night -> "night-" + night).toList();
    }

    private static List<String> descending() {
        return IntStream.range(0, NIGHTS)
                .mapToObj(night -> "night-" + (NIGHTS - 1 - night))
                .toList();
    }

    /** Both moments stand side by side, so that whoever looks sees whose clock is wrong. */
    private void listed(Path store) throws Exception {
        Ran list = leeway(store, "store", "list");
        assertThat(list.exit()).as(list.err()).isZero();
        Instant arrived = first.plus(Duration.ofHours(2)).plus(Duration.ofDays(NIGHTS - 1));
        for (Map.Entry<String, List<Instant>> each : clocks.entrySet()) {
            assertThat(list.out())
                    .containsPattern("prod/" + each.getKey() + " +arrived " + arrived + ", taken "
                            + each.getValue().get(NIGHTS - 1) + ", count " + NIGHTS);
        }
    }

    /** A report goes by when each of them was heard, and names the clocks that are off: nobody is old, or of times to come, because of one. */
    private void compared(Path store) throws Exception {
        Instant heard = first.plus(Duration.ofHours(2)).plus(Duration.ofDays(NIGHTS - 1));
        Ran report = leeway(
                store,
                "report",
                "-o",
                "-",
                "--as-of",
                heard.plus(Duration.ofDays(10)).toString());
        assertThat(report.out().replaceAll("\\s+", " "))
                .contains("prod (4 hosts, 10 days ago)")
                .contains("web-ahead (10 days), web-behind (10 days), web-jumping (10 days) and 1 more")
                .contains(
                        "clocks are off, or the snapshots waited: web-ahead (87648 hours ahead), web-behind (87648 hours"
                                + " behind), web-jumping (30 hours behind)")
                .doesNotContain("ahead to", "the snapshots lie");
    }
}
