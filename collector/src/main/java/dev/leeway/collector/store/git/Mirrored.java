package dev.leeway.collector.store.git;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A snapshot to be mirrored.
 *
 * @param snapshot as it was received
 * @param received when that was; the time of its commit, never what orders it
 */
public record Mirrored(Snapshot snapshot, Instant received) {
    private static final long DAY = 86_400;

    public Mirrored {
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(received, "received is null");
    }

    /**
     * A sequence cut into groups, one for each day in UTC on which something was received, the earliest first. Who writes such groups, each night its own
     * or all of them at once, gets the same commits.
     *
     * @param sequence snapshots of one host stand in their order
     */
    public static List<List<Mirrored>> byDay(List<Mirrored> sequence) {
        SortedMap<Long, List<Mirrored>> days = new TreeMap<>();
        for (Mirrored each : sequence) {
            long day = Math.floorDiv(each.received().getEpochSecond(), DAY);
            days.computeIfAbsent(day, unused -> new ArrayList<>()).add(each);
        }
        return List.copyOf(days.values());
    }
}
