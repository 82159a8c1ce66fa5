package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much a snapshot may cost; what does not fit is left out, counted and said.
 *
 * @param probeTime how long one probe may look before it is left behind
 * @param threads how many probes look at the same time
 * @param sectionFacts facts one section may have
 * @param sectionBytes length of names and values one section may have, as found, in characters
 * @param probeSections subjects one probe may speak of
 * @param memory bytes, about, that all that is recorded may take at a time
 * @param cpuPercent how much of one processor may be used over the time that observing takes
 */
public record SnapshotLimits(
        Duration probeTime,
        int threads,
        int sectionFacts,
        long sectionBytes,
        int probeSections,
        long memory,
        int cpuPercent) {
    /** How much of one processor is used unless the configuration says otherwise: all of it. */
    public static final int CPU_PERCENT = 100;

    /** What the virtual machine has for everything, less what reading and writing need beside what is recorded. */
    private static final long MEMORY = Runtime.getRuntime().maxMemory() / 8 * 5;

    /** What applies unless the configuration says otherwise. */
    public static final SnapshotLimits DEFAULT =
            new SnapshotLimits(Duration.ofSeconds(30), 2, 200_000, 32L << 20, 2_000);

    public SnapshotLimits {
        requireNonNull(probeTime, "probeTime is null");
        if (probeTime.isNegative() || probeTime.isZero()) {
            throw new IllegalArgumentException("a probe needs some time");
        }
        if (threads < 1 || sectionFacts < 1 || sectionBytes < 1 || probeSections < 1 || memory < 1 || cpuPercent < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }

    /** Likewise, with as much memory as this virtual machine can spare. */
    public SnapshotLimits(Duration probeTime, int threads, int sectionFacts, long sectionBytes, int probeSections) {
        this(probeTime, threads, sectionFacts, sectionBytes, probeSections, MEMORY);
    }

    /** Likewise, with one processor. */
    public SnapshotLimits(
            Duration probeTime, int threads, int sectionFacts, long sectionBytes, int probeSections, long memory) {
        this(probeTime, threads, sectionFacts, sectionBytes, probeSections, memory, CPU_PERCENT);
    }

    /** These, with another share of the processors. */
    public SnapshotLimits withCpuPercent(int percent) {
        return new SnapshotLimits(probeTime, threads, sectionFacts, sectionBytes, probeSections, memory, percent);
    }
}
