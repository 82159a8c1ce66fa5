package dev.leeway.collector.store.git;

import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.UnreadFile;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Where the snapshots that are to be mirrored come from. */
public interface MirrorSource {
    /** Seconds of a day, by whose number in UTC days are known. */
    long DAY = 86_400;

    /**
     * Snapshots that were read.
     *
     * @param group one for each host
     * @param unread what could not be used, each costing only itself
     * @param unchanged hosts that are as they were when their snapshot was last read from this source
     */
    record Read(List<Mirrored> group, List<UnreadFile> unread, List<Unchanged> unchanged) {
        public Read {
            group = List.copyOf(group);
            unread = List.copyOf(unread);
            unchanged = List.copyOf(unchanged);
        }

        public Read(List<Mirrored> group, List<UnreadFile> unread) {
            this(group, unread, List.of());
        }
    }

    /**
     * A host that is as it was.
     *
     * @param environment it names
     * @param received when it said so
     */
    record Unchanged(Optional<String> environment, Instant received) {}

    /** The newest of each host, received at {@code asOf}. */
    Read newest(Instant asOf) throws StoreException;

    /** What of a day is still to be written. */
    interface Wanted {
        /** Whether that of one environment is; what is not need not be remembered. */
        boolean of(Optional<String> environment, long day) throws MirrorException;
    }

    /** The days on which snapshots were received of which something is wanted. */
    SortedSet<Long> days(Wanted wanted) throws StoreException, MirrorException;

    /**
     * The newest of each host of one of those {@link #days}.
     *
     * @param whole whether hosts that are as they were are read all the same; else they need not be, if nothing but days that were read
     *     before was written since
     */
    Read day(long day, boolean whole) throws StoreException;

    /** The day of a moment. */
    static long day(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), DAY);
    }
}
