package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two values that are too long for a line, told by what tells them apart. */
final class Contrast {
    private static final int LONGEST = 60;
    /** How much of what two texts share is shown before they part. */
    private static final int LEAD = 12;
    /** So many members of a set are named. */
    private static final int FEW = 3;
    /** From so many versions on, one of two sides has several. */
    private static final int MOST_SINGLE = 3;

    private Contrast() {}

    /** {@code only dev has DES and 2 more, only prod has MD5}; empty unless both are sets and one is long. */
    static Optional<String> ofSets(Value left, String one, Value right, String other) {
        if (!(left instanceof Value.SetOf first) || !(right instanceof Value.SetOf second) || bothShort(left, right)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        add(parts, one, first, second);
        add(parts, other, second, first);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
    }

    /**
     * {@code 2.16.0 only in dev, 2.15.2 in both}; empty unless both are versions and several stand side by side.
     *
     * @param one the name of the side that has {@code left}
     */
    static Optional<String> ofVersions(Value left, String one, Value right, String other) {
        List<Value.Version> first = VersionMove.versions(left);
        List<Value.Version> second = VersionMove.versions(right);
        if (first.isEmpty() || second.isEmpty() || first.size() + second.size() < MOST_SINGLE) {
            return Optional.empty();
        }
        List<Value.Version> both = new ArrayList<>(first);
        both.retainAll(second);
        first.removeAll(both);
        second.removeAll(both);
        List<String> parts = new ArrayList<>();
        part(parts, first, "only in " + one);
        part(parts, second, "only in " + other);
        part(parts, both, "in both");
        return Optional.of(String.join(", ", parts));
    }

    private static void part(List<String> parts, List<Value.Version> versions, String where) {
        if (!versions.isEmpty()) {
            List<String> shown = versions.stream().map(Label::of).toList();
            int more = shown.size() - FEW;
            parts.add((more > 0 ? String.join(", ", shown.subList(0, FEW)) + " and " + more + " more" : and(shown))
                    + " " + where);
        }
    }

    private static void add(List<String> parts, String name, Value.SetOf set, Value.SetOf other) {
        Set<Value> theirs = new HashSet<>(other.members());
        List<String> own = new ArrayList<>();
        for (Value member : set.members()) {
            if (!theirs.contains(member)) {
                own.add(Label.of(member));
            }
        }
        if (!own.isEmpty()) {
            int more = own.size() - FEW;
            String told = more > 0 ? String.join(", ", own.subList(0, FEW)) + " and " + more + " more" : and(own);
            parts.add("only " + name + " has " + told);
        }
    }

    private static String and(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** {@code value} in a few words, from a little before the place where it parts from {@code other}. */
    static String shown(Value value, Value other) {
        String text = value.display();
        if (bothShort(value, other)) {
            return Label.of(value);
        }
        int from = parting(text, other.display()) - LEAD;
        if (from < LEAD) {
            return Label.of(value);
        }
        String rest = text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
        int room = LONGEST - 3;
        return "..."
                + (rest.codePointCount(0, rest.length()) <= room
                        ? rest
                        : rest.substring(0, rest.offsetByCodePoints(0, room - 3)) + "...");
    }

    private static int parting(String left, String right) {
        int end = Math.min(left.length(), right.length());
        int i = 0;
        while (i < end && left.charAt(i) == right.charAt(i)) {
            i++;
        }
        return i;
    }

    private static boolean bothShort(Value left, Value right) {
        return left.display().length() <= LONGEST && right.display().length() <= LONGEST;
    }
}
