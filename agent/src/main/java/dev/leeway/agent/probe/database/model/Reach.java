package dev.leeway.agent.probe.database.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who has something because of a group, or of a group of a group. */
public final class Reach {
    private final Map<String, Set<String>> membersOf = new HashMap<>();
    private final Set<String> beginnings = new HashSet<>();

    /** Notes a role that has something itself. */
    public void from(String role) {
        beginnings.add(role);
    }

    /** Notes to which groups a role belongs. */
    public void groups(String role, Collection<String> groups) {
        groups.forEach(group ->
                membersOf.computeIfAbsent(group, each -> new TreeSet<>()).add(role));
    }

    /** Those noted as having something, and all who belong to them; circles do no harm. */
    public Set<String> members() {
        Set<String> found = new TreeSet<>(beginnings);
        Deque<String> left = new ArrayDeque<>(List.copyOf(found));
        while (!left.isEmpty()) {
            for (String member : membersOf.getOrDefault(left.remove(), Set.of())) {
                if (found.add(member)) {
                    left.add(member);
                }
            }
        }
        return found;
    }
}
