package dev.leeway.collector.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A memory that lasts as long as the process. */
public final class InMemoryNotices implements SentNotices {
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    @Override
    public boolean claim(String key, Instant now, Duration again) {
        boolean[] claimed = {false};
        told.compute(key, (unused, last) -> {
            claimed[0] = last == null || !last.plus(again).isAfter(now);
            return last == null || claimed[0] ? now : last;
        });
        return claimed[0];
    }

    @Override
    public void release(String key) {
        told.remove(key);
    }
}
