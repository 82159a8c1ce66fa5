package dev.leeway.collector.compare;

import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How close the values of two sides come to each other at best; each side may have as many as it has hosts. */
final class Likenesses {
    private final List<ValueGroup> earlier;
    private final List<ValueGroup> later;
    private Likeness best = Likeness.NOT_COMPARABLE;

    private Likenesses(List<ValueGroup> earlier, List<ValueGroup> later) {
        this.earlier = earlier;
        this.later = later;
    }

    /** Sameness before difference, and difference before what cannot be told. */
    static Likeness best(List<ValueGroup> earlier, List<ValueGroup> later) {
        return new Likenesses(earlier, later).best();
    }

    private static List<ValueGroup> of(List<ValueGroup> groups, Telling telling) {
        return groups.stream()
                .filter(group -> Telling.of(group.value(), group.key()) == telling)
                .toList();
    }

    private Likeness best() {
        for (Telling one : Telling.values()) {
            List<ValueGroup> left = of(earlier, one);
            for (Telling other : Telling.values()) {
                List<ValueGroup> right = of(later, other);
                if (best == Likeness.SAME || left.isEmpty() || right.isEmpty()) {
                    continue;
                }
                if (one == other && one == Telling.BY_EQUALITY) {
                    reach(byEquality(left, right));
                } else if (one == other && one == Telling.BY_TAG) {
                    reach(byTag(left, right));
                } else {
                    byPair(left, right);
                }
            }
        }
        return best;
    }

    private void reach(Likeness likeness) {
        best = likeness.compareTo(best) < 0 ? likeness : best;
    }

    private void byPair(List<ValueGroup> left, List<ValueGroup> right) {
        for (ValueGroup one : left) {
            for (ValueGroup other : right) {
                reach(one.likeness(other));
                if (best == Likeness.SAME) {
                    return;
                }
            }
        }
    }

    private record Said(boolean parts, boolean key, Value value) {}

    private static Likeness byEquality(List<ValueGroup> left, List<ValueGroup> right) {
        Set<Said> said = new HashSet<>();
        for (ValueGroup group : left) {
            said.add(new Said(group.parts(), false, group.value()));
            said.add(new Said(group.parts(), true, group.key()));
        }
        for (ValueGroup group : right) {
            if (said.contains(new Said(group.parts(), false, group.value()))
                    || said.contains(new Said(group.parts(), true, group.key()))) {
                return Likeness.SAME;
            }
        }
        return Likeness.DIFFERENT;
    }

    private static Likeness byTag(List<ValueGroup> left, List<ValueGroup> right) {
        Set<List<Object>> tags = new HashSet<>();
        Set<Object> marks = new HashSet<>();
        for (ValueGroup group : left) {
            marks.add(group.parts());
            for (SecretTag tag : tags(group)) {
                tags.add(List.of(group.parts(), tag));
                marks.add(tag.keyId());
            }
        }
        boolean apart = false;
        for (ValueGroup group : right) {
            apart |= marks.contains(!group.parts());
            for (SecretTag tag : tags(group)) {
                if (tags.contains(List.of(group.parts(), tag))) {
                    return Likeness.SAME;
                }
                apart |= marks.contains(tag.keyId());
            }
        }
        return apart ? Likeness.DIFFERENT : Likeness.NOT_COMPARABLE;
    }

    private static List<SecretTag> tags(ValueGroup group) {
        return ((Value.Secret) group.value()).tags();
    }
}
