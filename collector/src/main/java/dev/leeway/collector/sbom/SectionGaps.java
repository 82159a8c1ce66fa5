package dev.leeway.collector.sbom;

import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.Set;

/** Whether a section vouches for every package there is, or may lack some. */
final class SectionGaps {
    /** What a bill tells of a package; a gap in anything else does not concern it. */
    private static final Set<String> TOLD = Set.of("version", "shaded-in", "toolchain", "*", "**");

    /** What besides packages by name: archives that tell none, and of a host its services. */
    private static final Set<String> OTHERS = Set.of("archive", "service");

    private SectionGaps() {}

    /** Whether packages may be there that {@code section} does not name. */
    static boolean of(Section section) {
        if (!section.outcome().observed()) {
            return true;
        }
        boolean unexplained =
                section.outcome() == Outcome.PARTIAL && section.uncovered().isEmpty();
        String prefix = section.key().text() + "/";
        return unexplained
                || section.uncovered().stream().anyMatch(gap -> {
                    String text = gap.pattern().text();
                    return !text.startsWith(prefix) || concerns(text.substring(prefix.length()));
                });
    }

    private static boolean concerns(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '[' && path.charAt(end) != '/') {
            end++;
        }
        String first = path.substring(0, end);
        boolean packages = first.indexOf('*') >= 0 || OTHERS.contains(first) || PackageNames.known(first);
        String last = path.substring(path.lastIndexOf('/') + 1);
        int key = last.indexOf('[');
        return packages && TOLD.contains(key < 0 ? last : last.substring(0, key));
    }
}
