package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which paths are watched by rules that may find fault where all hosts agree.
 *
 * <p>Services have the same variables over and over: each path is held against the patterns once, whatever the service.
 */
final class WatchedPaths {
    private static final int MOST_REMEMBERED = 50_000;

    private final List<BoundRule> watching;
    private final String opening;
    private final Map<String, List<BoundRule>> known = new HashMap<>();

    /**
     * The paths that {@code watching} watch.
     *
     * @param opening what stands before the paths of one of the sections; the rules match alike in all
     */
    WatchedPaths(List<BoundRule> watching, String opening) {
        this.watching = List.copyOf(watching);
        this.opening = opening;
    }

    boolean any() {
        return !watching.isEmpty();
    }

    boolean watches(String path, Value value) {
        List<BoundRule> rules = known.get(path);
        if (rules == null) {
            rules = matching(path);
            if (known.size() < MOST_REMEMBERED) {
                known.put(path, rules);
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).admits(path, value)) {
                return true;
            }
        }
        return false;
    }

    private List<BoundRule> matching(String path) {
        String address = opening + path;
        List<BoundRule> matching = new ArrayList<>(2);
        for (BoundRule bound : watching) {
            if (bound.rule().match().matches(address)) {
                matching.add(bound);
            }
        }
        return matching;
    }
}
