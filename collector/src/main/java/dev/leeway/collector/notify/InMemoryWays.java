package dev.leeway.collector.notify;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A memory of ways that lasts as long as the process. */
public final class InMemoryWays implements Ways {
    private final Map<String, Way> ways = new ConcurrentHashMap<>();

    @Override
    public Way of(String channel) {
        return ways.getOrDefault(channel, Way.OPEN);
    }

    @Override
    public void is(String channel, Way way) {
        ways.put(channel, way);
    }
}
