package dev.leeway.collector.store;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the facts of sections with the same id once, so that memory grows with variety and not with the fleet. */
final class FactsPool {
    private final ConcurrentHashMap<String, Facts> factsById = new ConcurrentHashMap<>();

    /** {@code snapshot} with its facts shared with those that came before. */
    Snapshot share(Snapshot snapshot) {
        SortedMap<SectionKey, Section> sections = new TreeMap<>();
        snapshot.sections().forEach((key, section) -> sections.put(key, share(section)));
        return new Snapshot(
                snapshot.id(),
                snapshot.sequence(),
                snapshot.host(),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                sections);
    }

    private Section share(Section section) {
        Facts known = factsById.putIfAbsent(section.id(), section.facts());
        if (known == null || !known.equals(section.facts())) {
            return section;
        }
        return new Section(
                section.key(),
                section.revision(),
                section.outcome(),
                section.id(),
                known,
                section.uncovered(),
                section.evidence(),
                section.reason());
    }
}
