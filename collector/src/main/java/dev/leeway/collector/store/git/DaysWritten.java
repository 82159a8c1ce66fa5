package dev.leeway.collector.store.git;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How far a branch is written, where that is done a day at a time.
 *
 * @param last the last day, by its number since 1970 in UTC, that was written as one; where none was, that of the last commit; empty where
 *     there is no commit
 * @param otherwise whether something else than days was written since, hosts that were taken out apart
 * @param retired hosts, as their directories are called, that were taken out after that day, with when that was
 */
public record DaysWritten(OptionalLong last, boolean otherwise, Map<String, Instant> retired) {
    public DaysWritten {
        requireNonNull(last, "last is null");
        retired = Map.copyOf(retired);
    }

    /** Whether a day is written, and whatever came of it. */
    public boolean holds(long day) {
        return last.isPresent() && last.getAsLong() >= day;
    }

    /** Whether the host of a snapshot was taken out after that was received, so that its day may not bring it back. */
    public boolean isRetired(Mirrored mirrored) {
        Snapshot snapshot = mirrored.snapshot();
        Instant moment = retired.get(GitMirror.fileName(snapshot));
        return moment != null && !mirrored.received().isAfter(moment);
    }
}
