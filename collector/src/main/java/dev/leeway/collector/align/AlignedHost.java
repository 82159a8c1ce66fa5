package dev.leeway.collector.align;

import dev.leeway.schema.snapshot.Snapshot;

/** One host of one environment: its snapshot, and what was seen of all hosts that are like it. */
public final class AlignedHost {
    private final String name;
    private final int number;
    private final Snapshot snapshot;
    private final Look look;

    AlignedHost(String name, int number, Snapshot snapshot, Look look) {
        this.name = name;
        this.number = number;
        this.snapshot = snapshot;
        this.look = look;
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

    Look look() {
        return look;
    }
}
