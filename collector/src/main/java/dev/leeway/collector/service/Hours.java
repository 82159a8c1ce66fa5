package dev.leeway.collector.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Moments to look at: every one where few things happened, and where a whole fleet arrives the end of each hour. */
final class Hours {
    private static final int FEW = 16;

    private Hours() {}

    /** Of the moments of each hour of the day (UTC) all where they are few, else the last; the oldest first. */
    static List<Instant> last(Collection<Instant> moments) {
        TreeMap<Instant, List<Instant>> byHour = new TreeMap<>();
        for (Instant moment : moments) {
            byHour.computeIfAbsent(moment.truncatedTo(ChronoUnit.HOURS), any -> new ArrayList<>())
                    .add(moment);
        }
        List<Instant> last = new ArrayList<>();
        for (List<Instant> hour : byHour.values()) {
            hour.sort(Instant::compareTo);
            last.addAll(hour.size() <= FEW ? hour : hour.subList(hour.size() - 1, hour.size()));
        }
        return last;
    }
}
