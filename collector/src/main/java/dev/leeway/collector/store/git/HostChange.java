package dev.leeway.collector.store.git;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a commit does to one host.
 *
 * @param folder of the host after it, or before where it is retired
 * @param standing whether the host was there before and is there after
 * @param before the directory it had under another role, else empty
 * @param parts what happened to which of its files, paths without their ending
 */
record HostChange(String folder, Standing standing, String before, Map<Fate, List<String>> parts) {
    /** Whether a host is there. */
    enum Standing {
        NEW,
        KNOWN,
        RETIRED
    }

    /** What happens to a section. */
    enum Fate {
        CHANGED("changed"),
        NEW("new"),
        GONE("gone"),
        /** The newest snapshot does not tell of it. */
        UNSEEN("not seen");

        private final String words;

        Fate(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    HostChange {
        Map<Fate, List<String>> copy = new EnumMap<>(Fate.class);
        parts.forEach((fate, paths) -> copy.put(fate, List.copyOf(paths)));
        parts = copy;
    }

    int count(Fate fate) {
        return parts.getOrDefault(fate, List.of()).size();
    }

    /** The words of one line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        parts.forEach((fate, paths) -> paths.forEach(path -> lines.add(fate.words() + " " + path)));
        return lines;
    }
}
