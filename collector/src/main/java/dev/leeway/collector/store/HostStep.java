package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.SectionKey;
import java.util.Map;

/**
 * A snapshot of a host that has other sections than the one before it.
 *
 * @param snapshot the first that had them
 * @param sections by key, the number of what stands there; hosts and nights that are alike share one map
 * @param damaged whether which sections it has cannot be read
 */
public record HostStep(StoredSnapshot snapshot, Map<SectionKey, Long> sections, boolean damaged) {
    public HostStep {
        requireNonNull(snapshot, "snapshot is null");
        requireNonNull(sections, "sections is null");
    }
}
