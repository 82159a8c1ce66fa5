package dev.leeway.collector.compare;

import dev.leeway.schema.report.HostNames;
import java.util.ArrayList;
import java.util.List;

/**
 * What the hosts of one environment say of one fact.
 *
 * @param groups the values they hold, sorted
 * @param missing hosts that were seen to lack it, sorted
 * @param unknown hosts of which nothing can be said
 */
public record Tally(List<ValueGroup> groups, List<String> missing, List<Unknown> unknown) {
    public Tally {
        groups = List.copyOf(groups);
        missing = HostNames.of(missing);
        unknown = List.copyOf(unknown);
    }

    /** Whether any host was seen to hold the fact or to lack it. */
    public boolean known() {
        return !groups.isEmpty() || !missing.isEmpty();
    }

    /** How large a part of the hosts nothing can be said of, from 0 to {@link PairCounts#WHOLE}. */
    public long unseen() {
        if (unknown.isEmpty()) {
            return 0;
        }
        List<HostNames> said = new ArrayList<>();
        said.add(HostNames.of(missing));
        groups.forEach(group -> said.add(HostNames.of(group.hosts())));
        HostNames seen = HostNames.union(said);
        said.clear();
        said.add(seen);
        unknown.forEach(hosts -> said.add(HostNames.of(hosts.hosts())));
        int all = HostNames.union(said).size();
        return all == 0 ? 0 : (all - seen.size()) * PairCounts.WHOLE / all;
    }

    /** Whether hosts disagree: two values that differ, or one beside a known absence. */
    public boolean split() {
        if (!missing.isEmpty() && !groups.isEmpty()) {
            return true;
        }
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                if (groups.get(i).likeness(groups.get(j)) == Likeness.DIFFERENT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the environment as a whole says: what more than half of its known hosts say, or else all there is. */
    public Consensus consensus() {
        int holders = groups.stream().mapToInt(group -> group.hosts().size()).sum();
        int known = holders + missing.size();
        if (missing.size() * 2 > known) {
            return new Consensus(List.of(), true);
        }
        for (ValueGroup group : groups) {
            if (group.hosts().size() * 2 > known) {
                return new Consensus(List.of(group), false);
            }
        }
        return new Consensus(groups, !missing.isEmpty());
    }

    /**
     * What an environment as a whole says.
     *
     * @param groups values it may be said to hold: one, unless its hosts are tied or cannot be compared
     * @param missing whether it may be said to lack the fact
     */
    public record Consensus(List<ValueGroup> groups, boolean missing) {
        public Consensus {
            groups = List.copyOf(groups);
        }

        boolean tied() {
            return groups.size() + (missing ? 1 : 0) > 1;
        }
    }
}
