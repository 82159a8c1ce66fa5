package dev.leeway.agent.probe.dependency.jvm;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which archive of a class path a class is taken from, and how many classes lie in a later one for nothing. */
final class ClassOwners {
    /** More classes than any class path known has, in 32 MiB. */
    private static final int MOST = 2_000_000;

    private final SortedMap<String, Integer> duplicates = new TreeMap<>();
    private long[] classes = new long[1 << 12];
    private int[] owners = new int[1 << 12];
    private String[] names = new String[64];
    private int archives;
    private int count;
    private boolean full;

    /** Takes the next archive of the class path. */
    void add(String name, long[] held) {
        if (archives == names.length) {
            names = Arrays.copyOf(names, archives * 2);
        }
        names[archives++] = name;
        for (long each : held) {
            int owner = owner(each);
            if (owner > 0 && owner < archives) {
                duplicates.merge(names[owner - 1] + " " + name, 1, Integer::sum);
            }
        }
    }

    /** Number of the archive, from 1, that has the class first: this one, where it is new; 0 when there is no room. */
    private int owner(long name) {
        // Zero marks a free place.
        long wanted = name == 0 ? 1 : name;
        int mask = classes.length - 1;
        int at = (int) (wanted ^ wanted >>> 32) & mask;
        while (classes[at] != 0 && classes[at] != wanted) {
            at = at + 1 & mask;
        }
        if (classes[at] == wanted) {
            return owners[at];
        }
        if (count >= MOST) {
            full = true;
            return 0;
        }
        classes[at] = wanted;
        owners[at] = archives;
        if (++count * 2 > classes.length) {
            grow();
        }
        return archives;
    }

    private void grow() {
        long[] old = classes;
        int[] oldOwners = owners;
        classes = new long[old.length * 2];
        owners = new int[old.length * 2];
        int mask = classes.length - 1;
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int at = (int) (old[i] ^ old[i] >>> 32) & mask;
                while (classes[at] != 0) {
                    at = at + 1 & mask;
                }
                classes[at] = old[i];
                owners[at] = oldOwners[i];
            }
        }
    }

    /** How many classes lie in both of two archives, by their names, the one searched first in front. */
    SortedMap<String, Integer> duplicates() {
        return duplicates;
    }

    /** Whether classes were left out. */
    boolean full() {
        return full;
    }
}
