package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.WorkingCopy;
import dev.leeway.agent.spi.WorkingCopy.Change;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs from the commit, as it is found; the first paths in order are kept and all are counted. */
final class Differences {
    private static final int KEPT = 500;

    private final SortedMap<String, Kind> gaps;
    private final SortedMap<String, SortedSet<Change>> paths = new TreeMap<>();
    private final SortedSet<String> more = new TreeSet<>();
    private OptionalInt untracked = OptionalInt.empty();

    /** @param gaps told of what could not be found out */
    Differences(SortedMap<String, Kind> gaps) {
        this.gaps = gaps;
    }

    void add(String path, Change change) {
        SortedSet<Change> known = paths.get(path);
        if (known != null) {
            known.add(change);
            return;
        }
        paths.put(path, new TreeSet<>(java.util.Set.of(change)));
        if (paths.size() > KEPT) {
            String last = paths.lastKey();
            paths.remove(last);
            more.add(last);
        }
    }

    /** A path of which nobody knows whether it differs. */
    void unknown(String pattern, Kind kind) {
        gaps.put(pattern, kind == Kind.ABSENT ? Kind.UNREADABLE : kind);
        if (isEmpty()) {
            gaps.put("clean", gaps.getOrDefault("clean", kind == Kind.ABSENT ? Kind.UNREADABLE : kind));
        }
    }

    void untracked(int count) {
        untracked = OptionalInt.of(count);
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    WorkingCopy.Changes result() {
        if (!more.isEmpty()) {
            gaps.put("dirty[*]", Kind.TOO_LARGE);
        }
        return new WorkingCopy.Changes(paths, paths.size() + more.size(), untracked);
    }
}
