package dev.leeway.collector.store.git;

import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Section;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** The file each section would be: worked out once for all hosts that have the section. Used by one thread. */
final class SectionBlobs {
    /** More distinct sections than that are forgotten and worked out again. */
    private static final int MOST = 200_000;

    private final ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
    private final Map<String, Optional<ObjectId>> known = new HashMap<>();

    /** Computes ids of what is not written. */
    ObjectInserter.Formatter formatter() {
        return formatter;
    }

    /** The id of the file of {@code section} alone; empty where its id covers what only a later release knows. */
    Optional<ObjectId> id(Section section) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(
                section.id(), unused -> fits(section) ? Optional.of(blob(section)) : Optional.empty());
    }

    private ObjectId blob(Section section) {
        return formatter.idFor(Constants.OBJ_BLOB, SectionFile.of(section).bytes());
    }

    private static boolean fits(Section section) {
        return Sections.of(
                        section.key(),
                        section.revision(),
                        section.outcome(),
                        section.facts(),
                        section.uncovered(),
                        section.evidence(),
                        section.reason())
                .id()
                .equals(section.id());
    }
}
