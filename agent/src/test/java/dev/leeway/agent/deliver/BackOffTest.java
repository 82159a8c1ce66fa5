package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void waitsAnythingBelowABoundThatDoublesUpToAMinute() {
        long[] most = new long[12];
        for (int seed = 0; seed < 2_000; seed++) {
            BackOff backOff = new BackOff(new SplittableRandom(seed));
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], backOff.next(Optional.empty()).toMillis());
            }
        }
        for (int i = 0; i < most.length; i++) {
            long bound = Math.min(60_000, 1000L << i);
            assertThat(most[i]).as("failure %s", i).isBetween(bound * 95 / 100, bound);
        }
    }

    @Test
    void givesACollectorTheTimeItAsksForAndSomethingOnTop() {
        Set<Duration> waits = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            Duration wait = new BackOff(new SplittableRandom(seed)).next(Optional.of(Duration.ofSeconds(30)));
            assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
            waits.add(wait);
        }
        assertThat(waits).as("not all at once").hasSizeGreaterThan(40);
    }

    @Test
    void spreadsHostsEvenlyAndLeavesEachWhereItIs() {
        Duration span = Duration.ofMinutes(10);
        int[] minutes = new int[10];
        for (int i = 0; i < 10_000; i++) {
            Duration splay = BackOff.splay(span, "a-" + i);
            assertThat(splay).isLessThan(span).isEqualTo(BackOff.splay(span, "a-" + i));
            minutes[(int) splay.toMinutes()]++;
        }
        for (int minute : minutes) {
            assertThat(minute).isBetween(850, 1150);
        }
        assertThat(BackOff.splay(Duration.ZERO, "a")).isZero();
    }
}
