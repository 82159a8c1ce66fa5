package dev.leeway.agent.deliver;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Probes that are not asked for a while, because they went beyond their limits or broke: for one snapshot after the first time, for three
 * after the second in a row, then seven, fifteen and at most twenty-three.
 *
 * <p>After twenty hours a probe is asked again all the same, so that a nightly timer misses nothing; a clock that was set wrong ends the
 * wait early at worst, and never makes it longer.
 *
 * @param probes by name
 */
public record Suspensions(SortedMap<String, Entry> probes) {
    /** None. */
    public static final Suspensions NONE = new Suspensions(Collections.emptySortedMap());

    private static final String MAGIC = "leeway/suspended/1";
    private static final Duration LONGEST = Duration.ofHours(20);
    private static final int MOST_RUNS = 23;
    private static final int MOST_PROBES = 100;
    private static final int FIELDS = 5;

    /**
     * One probe.
     *
     * @param breaches how many times in a row
     * @param left snapshots it is not asked for
     * @param since when it last was, by the host's clock
     * @param why it is not, in words about the probe
     */
    public record Entry(int breaches, int left, Instant since, String why) {
        public Entry {
            requireNonNull(since, "since is null");
            requireNonNull(why, "why is null");
        }

        private boolean isSuspended(Instant now) {
            return left > 0 && Duration.between(since, now).compareTo(LONGEST) < 0;
        }
    }

    public Suspensions {
        probes = Collections.unmodifiableSortedMap(new TreeMap<>(probes));
    }

    /** Those that are not asked now, with the reason that the snapshot gives. */
    public SortedMap<String, String> reasons(Instant now) {
        SortedMap<String, String> reasons = new TreeMap<>();
        probes.forEach((probe, entry) -> {
            if (entry.isSuspended(now)) {
                reasons.put(
                        probe,
                        "suspended after " + entry.why() + "; asked again after "
                                + (entry.left() == 1 ? "this snapshot" : entry.left() + " snapshots") + " or 20 hours");
            }
        });
        return reasons;
    }

    /**
     * What holds after a snapshot.
     *
     * @param looked every probe that was asked, with how it went beyond its limits or broke, where it did
     */
    public Suspensions after(Map<String, Optional<String>> looked, Instant now) {
        SortedMap<String, Entry> next = new TreeMap<>();
        probes.forEach((probe, entry) -> {
            if (!looked.containsKey(probe)) {
                next.put(probe, new Entry(entry.breaches(), Math.max(0, entry.left() - 1), entry.since(), entry.why()));
            }
        });
        looked.forEach((probe, breach) -> {
            if (breach.isPresent()) {
                Entry before = probes.get(probe);
                int breaches = Math.min(10, before == null ? 1 : before.breaches() + 1);
                next.put(probe, new Entry(breaches, Math.min(MOST_RUNS, (1 << breaches) - 1), now, breach.get()));
            }
        });
        return new Suspensions(next);
    }

    /** One line a probe. */
    String text() {
        StringBuilder text = new StringBuilder(MAGIC).append('\n');
        probes.forEach((probe, entry) -> text.append(probe)
                .append('\t')
                .append(entry.breaches())
                .append('\t')
                .append(entry.left())
                .append('\t')
                .append(entry.since())
                .append('\t')
                .append(entry.why().replaceAll("\\s", " "))
                .append('\n'));
        return text.toString();
    }

    /** Reads a file; what is not as this class writes it counts as not there. */
    static Suspensions parse(String text) {
        SortedMap<String, Entry> probes = new TreeMap<>();
        if (text.startsWith(MAGIC + "\n")) {
            text.lines().skip(1).limit(MOST_PROBES).forEach(line -> {
                String[] fields = line.split("\t", -1);
                try {
                    if (fields.length == FIELDS) {
                        int left = Math.min(MOST_RUNS, Integer.parseInt(fields[2]));
                        probes.put(
                                fields[0],
                                new Entry(Integer.parseInt(fields[1]), left, Instant.parse(fields[3]), fields[4]));
                    }
                } catch (NumberFormatException | DateTimeException notOurs) {
                    return;
                }
            });
        }
        return new Suspensions(probes);
    }
}
