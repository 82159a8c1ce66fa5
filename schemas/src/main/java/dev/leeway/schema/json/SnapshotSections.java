package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/** The sections of a snapshot and their part in its id, which is the same for all snapshots that have the same. */
final class SnapshotSections {
    private final SortedMap<SectionKey, Section> map;
    private final byte[] ids;

    SnapshotSections(SortedMap<SectionKey, Section> map, byte[] ids) {
        this.map = map;
        this.ids = ids;
    }

    /**
     * These sections.
     *
     * @throws IllegalArgumentException when two have one key
     */
    static SnapshotSections of(Collection<Section> sections) {
        SortedMap<SectionKey, Section> map = Snapshot.byKey(sections);
        ByteArrayOutputStream ids = new ByteArrayOutputStream();
        try {
            JsonOut.writing(ids, out -> {
                out.raw('{');
                String separator = "";
                for (Map.Entry<SectionKey, Section> section : map.entrySet()) {
                    out.raw(separator).key(section.getKey().text());
                    out.string(section.getValue().id());
                    separator = ",";
                }
                out.raw('}');
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory touches no stream", e);
        }
        return new SnapshotSections(map, ids.toByteArray());
    }

    /** By key. */
    SortedMap<SectionKey, Section> map() {
        return map;
    }

    /** Canonical JSON: an object of ids by key. */
    byte[] ids() {
        return ids;
    }
}
