package dev.leeway.schema.json;

import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.Collection;

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
        return of(sequence, host, startedAt, capturedAt, root, agent, SnapshotSections.of(sections));
    }

    /** The same of sections that other snapshots have as well. */
    static Snapshot of(
            long sequence,
            Host host,
            Instant startedAt,
            Instant capturedAt,
            String root,
            AgentInfo agent,
            SnapshotSections sections) {
        String id = HeaderJson.id(sequence, host, startedAt, capturedAt, root, agent, sections);
        return new Snapshot(id, sequence, host, startedAt, capturedAt, root, agent, sections.map());
    }
}
