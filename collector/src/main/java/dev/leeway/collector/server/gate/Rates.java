package dev.leeway.collector.server.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each of many may do something within a minute; of whom was silent for as long nothing is remembered. */
final class Rates {
    private static final long MINUTE_MILLIS = 60_000;
    private static final int MOST = 200_000;

    private final int perMinute;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /** What is left of a minute's share, and when that was so. */
    private record Bucket(double left, Instant at) {}

    Rates(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** Whether once more is within the share; then it is counted. */
    synchronized boolean take(String who) {
        Bucket bucket = now(who);
        boolean fits = bucket.left() >= 1;
        put(who, fits ? new Bucket(bucket.left() - 1, bucket.at()) : bucket);
        return fits;
    }

    /** Whether nothing is left; nothing is counted. */
    synchronized boolean spent(String who) {
        return buckets.containsKey(who) && now(who).left() < 1;
    }

    private Bucket now(String who) {
        Instant now = clock.instant();
        Bucket before = buckets.get(who);
        if (before == null) {
            return new Bucket(perMinute, now);
        }
        long millis = Math.max(
                0, Math.min(MINUTE_MILLIS, now.toEpochMilli() - before.at().toEpochMilli()));
        return new Bucket(Math.min(perMinute, before.left() + (double) perMinute * millis / MINUTE_MILLIS), now);
    }

    private void put(String who, Bucket bucket) {
        buckets.put(who, bucket);
        var eldest = buckets.entrySet().iterator();
        while (eldest.hasNext()) {
            Map.Entry<String, Bucket> entry = eldest.next();
            long age = bucket.at().toEpochMilli() - entry.getValue().at().toEpochMilli();
            if (age < MINUTE_MILLIS && buckets.size() <= MOST) {
                return;
            }
            eldest.remove();
        }
    }
}
