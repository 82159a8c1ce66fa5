package dev.leeway.agent.format.archive;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which of a few packages an archive has classes in, found out while its directory is walked. */
final class ClassMarks {
    private final List<String> packages;
    private final byte[][] prefixes;
    private final Set<String> seen = new TreeSet<>();

    /** Looks for {@code packages}, with dots. */
    ClassMarks(Collection<String> packages) {
        this.packages = List.copyOf(packages);
        prefixes = this.packages.stream()
                .map(name -> (name.replace('.', '/') + "/").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /** Of an archive that was not looked into. */
    static ClassMarks none() {
        return new ClassMarks(List.of());
    }

    /** Takes one class. */
    void take(ArchiveEntry entry) {
        if (seen.size() == prefixes.length) {
            return;
        }
        for (int i = 0; i < prefixes.length; i++) {
            if (entry.startsWith(prefixes[i])) {
                seen.add(packages.get(i));
            }
        }
    }

    /** Whether there is a class in {@code name} or below it. */
    boolean has(String name) {
        return seen.contains(name);
    }
}
