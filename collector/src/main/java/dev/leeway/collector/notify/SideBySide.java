package dev.leeway.collector.notify;

import dev.leeway.collector.config.NotifyChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Tells channels side by side, within a time: one that is slow costs no other anything, and is told one thing at a time. */
final class SideBySide {
    private static final int MOST_AT_ONCE = 16;

    private final Duration most;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /**
     * One.
     *
     * @param most after which whoever asked is answered; what is being sent then goes on, and says itself what became of it
     */
    SideBySide(Duration most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** What {@code telling} says of each channel, in their order. */
    List<List<Delivery>> each(List<NotifyChannel> channels, Function<NotifyChannel, List<Delivery>> telling) {
        if (channels.isEmpty()) {
            return List.of();
        }
        ExecutorService hands = Executors.newFixedThreadPool(Math.min(channels.size(), MOST_AT_ONCE), task -> {
            Thread thread = new Thread(task, "leeway-telling");
            thread.setDaemon(true);
            return thread;
        });
        try {
            long end = System.nanoTime() + most.toNanos();
            List<Future<List<Delivery>>> asked = channels.stream()
                    .map(channel -> hands.submit(() -> alone(channel, telling)))
                    .toList();
            List<List<Delivery>> deliveries = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                deliveries.add(answer(channels.get(i), asked.get(i), end));
            }
            return deliveries;
        } finally {
            hands.shutdown();
        }
    }

    private List<Delivery> alone(NotifyChannel channel, Function<NotifyChannel, List<Delivery>> telling) {
        if (!busy.add(channel.name())) {
            return late(channel, Delivery.Fate.BUSY, "something else is being told");
        }
        try {
            return telling.apply(channel);
        } finally {
            busy.remove(channel.name());
        }
    }

    private List<Delivery> answer(NotifyChannel channel, Future<List<Delivery>> asked, long end) {
        try {
            return asked.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // What has not begun does not; what has is let end, for it may arrive.
            asked.cancel(false);
            return late(channel, Delivery.Fate.PENDING, "no answer within " + most.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            asked.cancel(false);
            Thread.currentThread().interrupt();
            return late(channel, Delivery.Fate.PENDING, "interrupted");
        } catch (CancellationException | ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return List.of(new Delivery(
                    channel.name(),
                    Delivery.Fate.FAILED,
                    "internal error: " + cause.getClass().getName(),
                    Optional.of(next())));
        }
    }

    private List<Delivery> late(NotifyChannel channel, Delivery.Fate fate, String why) {
        return List.of(new Delivery(channel.name(), fate, why, Optional.of(next())));
    }

    private Instant next() {
        return clock.instant().plus(SentNotices.HOLD);
    }
}
