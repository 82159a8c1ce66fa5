package dev.leeway.samples.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.cli.AgentCommands;
import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.collector.config.Limits;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.schema.snapshot.SpoolCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A collector is away for thirty days, which pass at once, while its agents look at their hosts; then it is back, with the limits it has. */
class CollectorAwayIT {
    private static final Instant BEGIN = Instant.parse("2026-10-01T00:30:00Z");
    private static final int DAYS = 30;
    private static final int LOOKS_A_DAY = switch (System.getProperty("leeway.scale", "short")) {
        case "full", "slow" -> 24;
        default -> 8;
    };

    /** For about a hundred snapshots of this host: more than a minute's requests, and fewer than there are. */
    private static final String ROOM = "80KiB";

    private static final String IMPATIENT = "--patience=1ms";

    @TempDir
    private Path folder;

    private final Timeline time = new Timeline(BEGIN);
    /** What the host was at each look, by the count of the snapshot. */
    private final TreeMap<Long, String> states = new TreeMap<>();

    private NearCollector collector(int port) throws Exception {
        return NearCollector.start(folder.resolve("leeway.db"), time, Optional.empty(), Limits.USUAL, port);
    }

    private AgentCommands.Ended look(FixtureAgent agent, String state) throws Exception {
        states.put(states.isEmpty() ? 1 : states.lastKey() + 1, state);
        return agent.push(time.instant(), state, IMPATIENT, "--spool=" + ROOM);
    }

    @Test
    void keepsTheNewestAndEveryStateAndTellsTrulyWhatIsMissing() throws Exception {
        FixtureAgent agent = new FixtureAgent(folder, "web-01");
        int port;
        try (NearCollector before = collector(0)) {
            port = before.port();
            assertThat(agent.join(time.instant(), before).exit()).isZero();
            assertThat(look(agent, "day-0").exit()).isZero();
        }
        for (int day = 0; day < DAYS; day++) {
            for (int hour = 0; hour < LOOKS_A_DAY; hour++) {
                time.pass(Duration.ofDays(1).dividedBy(LOOKS_A_DAY));
                // A week in which nothing changes is in it.
                assertThat(look(agent, "day-" + (day < 10 || day > 16 ? day : 10))
                                .exit())
                        .isEqualTo(1);
            }
        }
        SpoolCounts away =
                Spool.look(agent.state().resolve("spool"), new LocalDisk()).untold();
        assertThat(away.coalesced()).isPositive();
        assertThat(away.dropped() + away.damaged() + away.refused()).isZero();
        try (NearCollector back = collector(port)) {
            caughtUp(agent, back, away);
        }
        reported(away);
    }

    private void caughtUp(FixtureAgent agent, NearCollector back, SpoolCounts away) throws Exception {
        time.pass(Duration.ofHours(1));
        AgentCommands.Ended first = look(agent, "back");
        List<StoredSnapshot> early = stored(back.snapshots());
        assertThat(early.get(0).sequence())
                .as("the newest arrives first: " + first.err())
                .isEqualTo(states.lastKey());
        assertThat(told(back.snapshots(), early.get(0)))
                .as("and tells what was let go of until it was taken")
                .isEqualTo(away);
        assertThat(early.size())
                .as("no more at once than an agent may send in a minute")
                .isLessThanOrEqualTo(Limits.USUAL.perAgentPerMinute() + 2);
        assertThat(first.exit()).as("and some wait").isEqualTo(1);
        int rounds = 0;
        while (look(agent, "back").exit() != 0) {
            time.pass(Duration.ofMinutes(1));
            rounds++;
            assertThat(rounds).as("minutes of catching up").isLessThan(15);
        }
        assertThat(look(agent, "back").exit()).isZero();
        List<StoredSnapshot> all = stored(back.snapshots());
        SpoolCounts missed = missed(agent);
        assertThat(all.size() + missed.coalesced())
                .as("each is there or counted")
                .isEqualTo(states.size());
        assertThat(missed).isEqualTo(new SpoolCounts(missed.coalesced(), 0, 0, 0));
        firstOfEachState(all);
        assertThat(back.snapshots().verify().damages()).isEmpty();
    }

    private static List<StoredSnapshot> stored(SnapshotStore store) throws Exception {
        List<StoredSnapshot> all = store.snapshots(store.hosts().get(0));
        List<Long> counts = all.stream().map(StoredSnapshot::sequence).toList();
        assertThat(counts)
                .as("each once, the newest first")
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
        assertThat(counts).doesNotHaveDuplicates();
        return all;
    }

    /** What a stored snapshot says of those before it. */
    private static SpoolCounts told(SnapshotStore store, StoredSnapshot snapshot) throws Exception {
        return requireNonNull(store.headers(List.of(snapshot)).get(snapshot.number()), "it is damaged")
                .agent()
                .missed();
    }

    private static SpoolCounts missed(FixtureAgent agent) throws Exception {
        return Spool.open(agent.state().resolve("spool"), 1 << 20, new LocalDisk())
                .missed();
    }

    /** The first snapshot of each state tells since when it was so. */
    private void firstOfEachState(List<StoredSnapshot> stored) {
        List<Long> there = stored.stream().map(StoredSnapshot::sequence).toList();
        List<Long> firsts = new ArrayList<>();
        String last = "";
        for (Map.Entry<Long, String> look : states.entrySet()) {
            if (!look.getValue().equals(last)) {
                firsts.add(look.getKey());
            }
            last = look.getValue();
        }
        assertThat(firsts).hasSizeGreaterThan(DAYS - 8);
        assertThat(there).containsAll(firsts);
    }

    /** As of the first snapshot that arrived, a report says what will not. */
    private void reported(SpoolCounts away) throws Exception {
        Path store = folder.resolve("leeway.db");
        int back = 0;
        try (SnapshotStore open = SqlStores.sqlite(store, time)) {
            for (StoredSnapshot each : stored(open)) {
                if (told(open, each).equals(away)) {
                    break;
                }
                back++;
            }
        }
        Ran report = Program.leeway()
                .run(
                        folder,
                        "report",
                        "--store",
                        store.toString(),
                        "--environment",
                        "prod=prod~" + back,
                        "--as-of",
                        time.instant().toString(),
                        "-o",
                        "-");
        assertThat(report.out() + report.err())
                .contains("earlier snapshots of web-01 will not arrive (" + away.coalesced()
                        + " equal to the one before)");
    }
}
