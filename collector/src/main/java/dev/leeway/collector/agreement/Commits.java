package dev.leeway.collector.agreement;

import dev.leeway.schema.fact.Value;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Ids of commits as people and tools write them: whole, shortened, and with a mark of uncommitted changes. */
final class Commits {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern MARK = Pattern.compile("[-+.]?(dirty|modified|snapshot)$|\\+$");
    private static final Pattern DESCRIBED = Pattern.compile("^.*-\\d+-g(?=[0-9a-f]{7,64}$)");

    private Commits() {}

    /** The commits a fact names; what is no commit, such as a placeholder nobody filled, is left out. */
    static SortedSet<String> of(Value value) {
        SortedSet<String> commits = new TreeSet<>();
        add(value, commits);
        return commits;
    }

    private static void add(Value value, SortedSet<String> commits) {
        if (value instanceof Value.SetOf set) {
            set.members().forEach(member -> add(member, commits));
        } else if (value.kind() != Value.Kind.SECRET && value.kind() != Value.Kind.WITHHELD) {
            String text = value.display().strip().toLowerCase(Locale.ROOT);
            String bare = DESCRIBED.matcher(MARK.matcher(text).replaceFirst("")).replaceFirst("");
            if (ID.matcher(bare).matches()) {
                commits.add(bare);
            }
        }
    }

    /** Whether both name the same commits, written in whatever length. */
    static boolean agree(SortedSet<String> one, SortedSet<String> other) {
        return one.stream().allMatch(commit -> isIn(commit, other))
                && other.stream().allMatch(commit -> isIn(commit, one));
    }

    private static boolean isIn(String commit, SortedSet<String> others) {
        return others.stream().anyMatch(other -> other.startsWith(commit) || commit.startsWith(other));
    }

    /** As a person reads it. */
    static String shortened(SortedSet<String> commits) {
        return String.join(
                ", ",
                commits.stream()
                        .map(commit -> commit.substring(0, Math.min(commit.length(), 12)))
                        .toList());
    }
}
