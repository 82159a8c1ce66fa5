package dev.leeway.agent.probe.dependency.manifest;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one artefact holds beside classes and libraries, within a limit on what is kept: every entry is judged, in whatever
 * order they come, and of too many those with the smallest names stay.
 */
public final class ArtefactFiles {
    /** Longer names are counted and not kept: they would be no addresses. */
    private static final int LONGEST_NAME = 1_000;

    private final boolean packages;
    private final int room;
    private final NavigableMap<String, ArtefactEntry> entries = new TreeMap<>();
    private final SortedMap<StrayKind, NavigableSet<String>> strays = new TreeMap<>();
    private final SortedSet<StrayKind> cut = new TreeSet<>();
    private boolean more;
    private boolean unjudged;

    /**
     * Nothing yet.
     *
     * @param packages whether its top is searched for classes, so that directories at the top are packages
     * @param room for how many entries there is, and for how many strays of a kind
     */
    public ArtefactFiles(boolean packages, int room) {
        this.packages = packages;
        this.room = room;
    }

    /** Takes one entry; whether {@link #judge} is to be told how its content begins. */
    public boolean take(ArtefactEntry entry) {
        String name = entry.name();
        if (name.length() > LONGEST_NAME) {
            more = true;
            unjudged = true;
            return false;
        }
        entries.put(name, entry);
        if (entries.size() > room) {
            entries.pollLastEntry();
            more = true;
        }
        directory(name);
        String last = name.substring(name.lastIndexOf('/') + 1);
        Optional<StrayKind> kind = Strays.ofName(last);
        kind.ifPresent(each -> stray(each, name));
        return kind.isEmpty() && Strays.askContent(last, entry.size());
    }

    /** Takes how the content of an entry begins; absent where it could not be opened. */
    public void judge(String name, Optional<byte[]> head) {
        if (head.isEmpty()) {
            unjudged = true;
        } else {
            Strays.ofContent(name.substring(name.lastIndexOf('/') + 1), head.get())
                    .ifPresent(kind -> stray(kind, name));
        }
    }

    private void directory(String name) {
        int start = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', start)) {
            Optional<StrayKind> kind =
                    Strays.ofDirectory(name.substring(start, slash), packages ? "classes/" : name.substring(0, start));
            if (kind.isPresent()) {
                stray(kind.get(), name.substring(0, slash + 1));
                return;
            }
            start = slash + 1;
        }
    }

    private void stray(StrayKind kind, String name) {
        NavigableSet<String> names = strays.computeIfAbsent(kind, each -> new TreeSet<>());
        names.add(name);
        if (names.size() > Math.min(room, StrayFacts.MOST_STRAYS)) {
            names.pollLast();
            cut.add(kind);
        }
    }

    /** The entries kept, by name. */
    public Collection<ArtefactEntry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** How many names are kept. */
    public int size() {
        return entries.size()
                + strays.values().stream().mapToInt(NavigableSet::size).sum();
    }

    SortedMap<StrayKind, NavigableSet<String>> strays() {
        return strays;
    }

    /** Kinds of which there are more strays than those kept. */
    SortedSet<StrayKind> cut() {
        return cut;
    }

    /** Whether there are entries beside those kept. */
    boolean more() {
        return more;
    }

    /** Whether there may be strays that were not recognised. */
    boolean unjudged() {
        return unjudged;
    }
}
