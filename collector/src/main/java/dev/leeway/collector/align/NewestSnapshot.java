package dev.leeway.collector.align;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The newest of several snapshots of one host.
 *
 * <p>Clocks are set back now and then, and counts begin anew on a host that is rebuilt, so neither is trusted alone. The
 * clock decides, except between two counted snapshots where it cannot be relied on: where it puts them close together, or
 * where it runs ahead of the moment the comparison speaks of. There the count does.
 *
 * @param snapshot the newest
 * @param recounted whether another had a higher count and was still passed over: the host began to count anew, or stopped
 */
public record NewestSnapshot(Snapshot snapshot, boolean recounted) {
    /** A clock is rarely set back further than this; a host is rarely rebuilt and observed again sooner. */
    private static final Duration NEAR = Duration.ofHours(1);

    private static final Comparator<Snapshot> BY_CLOCK = Comparator.comparing(Snapshot::capturedAt)
            .thenComparingLong(Snapshot::sequence)
            .thenComparing(Snapshot::id);

    public NewestSnapshot {
        requireNonNull(snapshot, "snapshot is null");
    }

    /**
     * What snapshots of one host have in common and those of another do not: its name and what was examined as its root. A tree or
     * image that was looked at from a host is not that host, and of two trees neither is the other, grown older.
     */
    public static String place(Snapshot snapshot) {
        return snapshot.host().name() + "\0" + snapshot.root();
    }

    /**
     * The newest of {@code snapshots}, the same whatever their order.
     *
     * @param snapshots of one host, at least one
     * @param asOf the moment the comparison speaks of
     */
    public static NewestSnapshot of(Collection<Snapshot> snapshots, Instant asOf) {
        List<Snapshot> ordered = new ArrayList<>(snapshots);
        ordered.sort(BY_CLOCK);
        Snapshot newest = ordered.get(0);
        long highest = 0;
        for (Snapshot next : ordered) {
            newest = follows(next, newest, asOf) ? next : newest;
            highest = Math.max(highest, next.sequence());
        }
        return new NewestSnapshot(newest, newest.sequence() < highest);
    }

    /** Whether {@code later}, which is so by its clock, is so in truth. */
    private static boolean follows(Snapshot later, Snapshot earlier, Instant asOf) {
        boolean ahead = later.capturedAt().isAfter(asOf.plus(NEAR));
        if (later.sequence() == 0 || earlier.sequence() == 0) {
            return !ahead || earlier.capturedAt().isAfter(asOf.plus(NEAR));
        }
        boolean near = later.capturedAt().isBefore(earlier.capturedAt().plus(NEAR));
        return later.sequence() >= earlier.sequence() || (!near && !ahead);
    }
}
