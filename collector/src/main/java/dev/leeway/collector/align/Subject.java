package dev.leeway.collector.align;

import static java.util.Objects.requireNonNull;

/**
 * What sections are about, other than the host.
 *
 * @param kind {@code service}, {@code database}, ... as the catalogue calls the subjects of a probe
 * @param name as the policy calls it
 */
public record Subject(String kind, String name) implements Comparable<Subject> {
    public Subject {
        requireNonNull(kind, "kind is null");
        requireNonNull(name, "name is null");
    }

    @Override
    public int compareTo(Subject other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : kind.compareTo(other.kind);
    }
}
