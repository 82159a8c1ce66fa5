package dev.leeway.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PaceTest extends SnapshotTaking {
    private final AtomicLong used = new AtomicLong();
    private final List<ProbeCost> costs = new ArrayList<>();

    /** A process whose use of the processors the test says. */
    private final Meter meter = new Meter() {
        @Override
        public Used used() {
            return Used.UNKNOWN;
        }

        @Override
        public OptionalLong processNanos() {
            return OptionalLong.of(used.get());
        }
    };

    private final Probe greedy = FakeProbe.of("greedy", (view, out) -> {
        out.section("shop-web").fact(path("a"), text("1"));
        used.addAndGet(TimeUnit.HOURS.toNanos(1));
        Thread.sleep(TimeUnit.MINUTES.toMillis(2));
    });

    @Test
    void leavesAProbeBehindThatUsesFarMoreThanTheShareAndNamesIt() throws Exception {
        Snapshot snapshot = take(LONG.withCpuPercent(10), greedy);
        for (String key : List.of("greedy", "greedy[shop-web]")) {
            assertThat(section(snapshot, key).outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(section(snapshot, key).reason())
                    .contains("the agent used more than its share of the processors (10 % of one)");
        }
        assertThat(costs)
                .singleElement()
                .satisfies(cost -> assertThat(cost.breach())
                        .hasValueSatisfying(why -> assertThat(why).startsWith("the agent used more")));
    }

    @Test
    void beginsNothingNewUntilTimeHasCaughtUp() throws Exception {
        AtomicLong began = new AtomicLong();
        Probe busy = FakeProbe.of("busy", (view, out) -> used.addAndGet(TimeUnit.MILLISECONDS.toNanos(5_300)));
        Probe next = FakeProbe.of("next", (view, out) -> began.set(System.nanoTime()));
        long start = System.nanoTime();
        SnapshotLimits one = new SnapshotLimits(Duration.ofMinutes(5), 1, 1000, 100_000, 10).withCpuPercent(20);
        Snapshot snapshot = take(one, busy, next);
        // Five seconds may run ahead; the rest, 300 ms, takes five times as long at a fifth of a processor.
        assertThat(began.get() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1_400));
        assertThat(snapshot.sections().values()).extracting(Section::outcome).containsOnly(Outcome.COLLECTED);
    }

    @Test
    void doesNotAskWhatIsSuspendedAndSaysWhy() throws Exception {
        SnapshotRequest plain = request(ProbeSelection.ALL);
        SnapshotRequest request = new SnapshotRequest(
                plain.host(), plain.names(), "/", plain.agent(), 1, ProbeSelection.ALL, Map.of("greedy", "suspended"));
        Snapshot snapshot = taker(LONG, greedy).take(request, host, new Accounting(meter, costs::add));
        assertThat(section(snapshot, "greedy").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(section(snapshot, "greedy").reason()).contains("suspended");
        assertThat(used).hasValue(0);
        assertThat(costs).isEmpty();
    }

    private Snapshot take(SnapshotLimits limits, Probe... probes) throws InterruptedException {
        return taker(limits, probes).take(request(ProbeSelection.ALL), host, new Accounting(meter, costs::add));
    }
}
