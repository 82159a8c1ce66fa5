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
     */
    record Read(List<Mirrored> group, List<UnreadFile> unread) {
        public Read {
            group = List.copyOf(group);
            unread = List.copyOf(unread);
        }
    }

    /** The newest of each host, received at {@code asOf}. */
    Read newest(Instant asOf) throws StoreException;

    /** What of a day is still to be written. */
    interface Wanted {
        /** Whether that of one environment is; what is not need not be remembered. */
        boolean of(Optional<String> environment, long day) throws MirrorException;
    }

    /** The days on which snapshots were received of which something is wanted. */
    SortedSet<Long> days(Wanted wanted) throws StoreException, MirrorException;

    /** The newest of each host of one of those {@link #days}. */
    Read day(long day) throws StoreException;

    /** The day of a moment. */
    static long day(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), DAY);
    }
}
