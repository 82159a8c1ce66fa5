package dev.leeway.samples.load;

import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of a round, counted by many threads. */
final class Tally {
    private final long begun = System.nanoTime();
    private final List<Long> acceptedAt = new ArrayList<>();
    private final List<Integer> smallest = new ArrayList<>();
    private final Map<String, String> acknowledged = new TreeMap<>();
    private final Map<Integer, Integer> refusals = new TreeMap<>();
    private int withoutTime;
    private int mishaps;
    private int joined;
    private final Map<String, Integer> troubles = new TreeMap<>();

    /** Something was stored; {@code known} where one request built on what the collector knew of the host. */
    synchronized void accepted(String host, Snapshot snapshot, boolean known, int bytes) {
        acceptedAt.add(System.nanoTime() - begun);
        acknowledged.put(host + " " + snapshot.sequence(), snapshot.id());
        if (known) {
            smallest.add(bytes);
        }
    }

    synchronized void joined() {
        joined++;
    }

    synchronized int joinedAll() {
        return joined;
    }

    synchronized Map<String, Integer> troubles() {
        return new TreeMap<>(troubles);
    }

    synchronized void refused(int status, boolean saidWhen) {
        refusals.merge(status, 1, Integer::sum);
        withoutTime += saidWhen ? 0 : 1;
    }

    synchronized void mishap(String trouble) {
        mishaps++;
        troubles.merge(trouble, 1, Integer::sum);
    }

    /** What the collector said it has: host and count, and the id of the snapshot. */
    synchronized Map<String, String> acknowledged() {
        return new TreeMap<>(acknowledged);
    }

    synchronized int accepted() {
        return acceptedAt.size();
    }

    synchronized int within(Duration time) {
        return (int) acceptedAt.stream().filter(at -> at <= time.toNanos()).count();
    }

    synchronized int refusedWithoutTime() {
        return withoutTime;
    }

    synchronized Map<Integer, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    /** The most bytes, both ways, that a delivery took that was one request; 0 where there was none. */
    synchronized int mostBytesOfOneRequest() {
        return smallest.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** One line for machines and people. */
    synchronized String line(String round, Duration within) {
        double last = acceptedAt.isEmpty()
                ? 0
                : acceptedAt.stream().max(Long::compare).orElse(0L) / 1e9;
        return String.format(
                Locale.ROOT,
                "%s: stored=%d within_%ds=%d all_by=%.1fs one_request=%d bytes_at_most=%d refused=%s without_retry_after=%d mishaps=%d %s",
                round,
                acceptedAt.size(),
                within.toSeconds(),
                within(within),
                last,
                smallest.size(),
                mostBytesOfOneRequest(),
                refusals,
                withoutTime,
                mishaps,
                troubles);
    }
}
