package dev.leeway.samples.catalogue;

import java.util.Comparator;

/**
 * One library in one version, however often it is there.
 *
 * @param ecosystem {@code maven}, {@code npm} or {@code pypi}
 * @param group of Maven, empty where nobody tells it and elsewhere
 * @param name as its ecosystem writes it
 * @param version as found
 */
record Library(String ecosystem, String group, String name, String version) implements Comparable<Library> {
    private static final Comparator<Library> ORDER = Comparator.comparing(Library::ecosystem)
            .thenComparing(Library::name)
            .thenComparing(Library::version)
            .thenComparing(Library::group);

    /** The same without its group. */
    Library ungrouped() {
        return new Library(ecosystem, "", name, version);
    }

    @Override
    public int compareTo(Library other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (group.isEmpty() ? "" : group + ":") + name + " " + version;
    }
}
