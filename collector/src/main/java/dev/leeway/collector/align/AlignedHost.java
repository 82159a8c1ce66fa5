package dev.leeway.collector.align;

import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One host of one environment: its snapshot, and what was seen of all hosts that are like it. */
public final class AlignedHost {
    private final String name;
    private final int number;
    private final Snapshot snapshot;
    private final Look look;
    private final @Nullable Instant receivedAt;

    AlignedHost(String name, int number, Snapshot snapshot, Look look, @Nullable Instant receivedAt) {
        this.name = name;
        this.number = number;
        this.snapshot = snapshot;
        this.look = look;
        this.receivedAt = receivedAt;
    }

    /** The host's name, told apart where two snapshots of an environment bear one. */
    public String name() {
        return name;
    }

    /** Its place among the hosts of its environment, counted from 0. */
    int number() {
        return number;
    }

    /** What was seen of it. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** When its snapshot arrived, where a store took it in. */
    public Optional<Instant> receivedAt() {
        return Optional.ofNullable(receivedAt);
    }

    /** When it was last heard of: by the store, or by its own clock where nobody knows better. */
    public Instant heardAt() {
        return receivedAt().orElse(snapshot.capturedAt());
    }

    /** Of every subject it has, those its sections are about and those its indexes list. */
    public NavigableSet<Subject> subjects() {
        NavigableSet<Subject> subjects = new TreeSet<>(look.told());
        look.listed().forEach(subjects::add);
        return subjects;
    }

    Look look() {
        return look;
    }
}
