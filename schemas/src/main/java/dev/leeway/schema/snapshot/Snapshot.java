package dev.leeway.schema.snapshot;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.SectionKey;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;

/**
 * One host at one time.
 *
 * @param id {@code c1:sha256:<hex>} over the header and the ids of the sections
 * @param sequence counts this agent's snapshots; orders them where clocks cannot; 0 where nobody counts
 * @param host who was observed
 * @param startedAt when observing began, by the host's clock
 * @param capturedAt when observing ended, by the host's clock
 * @param root {@code /} for a live host, else the directory that was examined as one
 * @param agent the program that observed
 * @param sections by key
 */
public record Snapshot(
        String id,
        long sequence,
        Host host,
        Instant startedAt,
        Instant capturedAt,
        String root,
        AgentInfo agent,
        SortedMap<SectionKey, Section> sections) {
    /** What {@code schema} says in JSON. */
    public static final String SCHEMA = "leeway/snapshot/1";

    public Snapshot {
        requireNonNull(id, "id is null");
        requireNonNull(host, "host is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(capturedAt, "capturedAt is null");
        requireNonNull(root, "root is null");
        requireNonNull(agent, "agent is null");
        sections = SectionMap.of(sections);
    }

    /**
     * These sections by their keys, as a map that nobody can change and many snapshots may hold.
     *
     * @throws IllegalArgumentException when two have one key
     */
    public static SortedMap<SectionKey, Section> byKey(Collection<Section> sections) {
        return SectionMap.of(sections);
    }
}
