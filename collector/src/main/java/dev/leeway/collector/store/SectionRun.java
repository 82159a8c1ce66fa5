package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Section;
import java.util.Optional;

/**
 * A section of one host as it stayed over some snapshots.
 *
 * @param first the snapshot it was so in first
 * @param section its content; empty where those snapshots have no such section, or it is damaged
 * @param damaged whether what is stored of it cannot be read
 * @param index where those snapshots have no such section of a subject, the one of the same probe that lists its subjects, if they have it
 */
public record SectionRun(StoredSnapshot first, Optional<Section> section, boolean damaged, Optional<Section> index) {
    public SectionRun {
        requireNonNull(first, "first is null");
        requireNonNull(section, "section is null");
        requireNonNull(index, "index is null");
    }
}
