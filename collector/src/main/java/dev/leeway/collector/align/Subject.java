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

    /** Written out for the reason {@link dev.leeway.schema.fact.Value} gives: a fleet asks it for every subject of every host. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Subject that && name.equals(that.name) && kind.equals(that.kind);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + name.hashCode();
    }

    @Override
    public int compareTo(Subject other) {
        int byName = name.compareTo(other.name);
        return byName != 0 ? byName : kind.compareTo(other.kind);
    }
}
