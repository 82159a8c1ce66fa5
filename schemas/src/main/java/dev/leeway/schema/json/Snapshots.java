package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes snapshots, with the id their header and sections have. */
public final class Snapshots {
    private Snapshots() {}

    /**
     * A snapshot with its id computed.
     *
     * @throws IllegalArgumentException when two sections have one key
     */
    public static Snapshot of(
            long sequence,
            Host host,
            Instant startedAt,
            Instant capturedAt,
            String root,
            AgentInfo agent,
            Collection<Section> sections) {
        SortedMap<SectionKey, Section> byKey = new TreeMap<>();
        for (Section section : sections) {
            if (byKey.put(section.key(), section) != null) {
                throw new IllegalArgumentException("section " + section.key() + " given twice");
            }
        }
        String id = HeaderJson.id(sequence, host, startedAt, capturedAt, root, agent, byKey);
        return new Snapshot(id, sequence, host, startedAt, capturedAt, root, agent, byKey);
    }
}
