package dev.leeway.collector.store.git;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a group.
 *
 * @param commits made, in the order of branches; none where nothing changed
 * @param leftOut sections that could not be mirrored and why, in whole sentences
 */
public record Written(List<Commit> commits, List<String> leftOut) {
    public Written {
        commits = List.copyOf(commits);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One commit.
     *
     * @param branch it is on
     * @param id all forty digits
     * @param hosts how many changed
     */
    public record Commit(String branch, String id, int hosts) {}

    /** This and what came of a later group. */
    public Written and(Written later) {
        List<Commit> all = new ArrayList<>(commits);
        all.addAll(later.commits);
        List<String> out = new ArrayList<>(leftOut);
        later.leftOut.stream().filter(each -> !out.contains(each)).forEach(out::add);
        return new Written(all, out);
    }
}
