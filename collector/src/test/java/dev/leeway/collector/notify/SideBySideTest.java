package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.report.SampleReports;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel that never answers, among others. */
@Timeout(60)
class SideBySideTest {
    private static final Night NIGHT = new Night(SampleReports.withHistory(), Duration.ofDays(9));
    private static final Clock CLOCK = Clock.fixed(SampleReports.AS_OF, ZoneOffset.UTC);

    private final InMemoryNotices sent = new InMemoryNotices();
    private final InMemoryWays ways = new InMemoryWays();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    private static NotifyChannel channel(String name) {
        return Channels.to(name, Channels.hook("https://hook.example/", Optional.empty(), false, Optional.empty()));
    }

    private Notifier notifier(Duration most, String... names) {
        return new Notifier(
                List.of(names).stream().map(SideBySideTest::channel).toList(),
                sent,
                ways,
                CLOCK,
                Optional.empty(),
                List.of(),
                channel -> (unused, notice) -> {
                    if (channel.name().startsWith("slow")) {
                        try {
                            released.await();
                        } catch (InterruptedException e) {
                            throw new NotSentException("interrupted", true);
                        }
                    }
                    if (channel.name().startsWith("broken")) {
                        throw new NotSentException("it answered 503", true);
                    }
                    told.add(channel.name());
                },
                most);
    }

    @Test
    void tellsAllOthersAtOnceAndAnswersInTime() throws Exception {
        Notifier notifier = notifier(Duration.ofMillis(500), "slow", "a", "b");

        assertThat(notifier.nightly(NIGHT))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.PENDING, Delivery.Fate.SENT, Delivery.Fate.SENT);
        // It may arrive yet, so it is not sent a second time.
        List<Delivery> again = notifier.nightly(NIGHT);
        assertThat(again)
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.BUSY, Delivery.Fate.NOTHING, Delivery.Fate.NOTHING);
        assertThat(again.get(0).isOwed()).isTrue();
        assertThat(again).as("of no message").noneMatch(Delivery::isNews);
        released.countDown();
        while (notifier.nightly(NIGHT).get(0).fate() != Delivery.Fate.NOTHING) {
            Thread.sleep(10);
        }
        assertThat(told).containsExactlyInAnyOrder("slow", "a", "b");
    }

    /** More of them than hands. */
    @Test
    void isAnsweredInTimeHoweverManyAreSlow() {
        String[] names = IntStream.range(0, 40).mapToObj(i -> "slow" + i).toArray(String[]::new);
        long begin = System.nanoTime();
        assertThat(notifier(Duration.ofMillis(300), names).nightly(NIGHT))
                .hasSize(40)
                .allMatch(Delivery::isOwed);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void letsOneThatFailsBeForAWhileThatGrows() {
        Way way = Way.OPEN;
        long waited = 0;
        for (long minutes : List.of(1L, 2L, 4L, 8L, 16L, 32L, 32L)) {
            way = way.failed(SampleReports.AS_OF, "it answered 503");
            assertThat(way.next()).contains(SampleReports.AS_OF.plus(Duration.ofMinutes(minutes)));
            waited++;
            assertThat(way.failures()).isEqualTo((int) waited);
            assertThat(way.since()).contains(SampleReports.AS_OF);
        }
        Notifier notifier = notifier(Duration.ofSeconds(20), "broken", "a");
        assertThat(notifier.nightly(NIGHT))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.FAILED, Delivery.Fate.SENT);
        assertThat(notifier.nightly(NIGHT))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.RESTS, Delivery.Fate.NOTHING);
        assertThat(ways.of("broken").failures()).isEqualTo(1);
        assertThat(ways.of("broken").why()).isEqualTo("it answered 503");
    }
}
