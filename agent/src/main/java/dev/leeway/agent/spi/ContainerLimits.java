package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a container may use; empty where nobody set a limit.
 *
 * @param memory bytes
 * @param memoryReservation bytes, when memory runs short
 * @param memorySwap bytes of memory and swap together; -1 for any amount of swap
 * @param swappiness 0 to 100
 * @param nanoCpus thousand millionths of a processor
 * @param cpuShares weight among containers
 * @param cpuQuota microseconds of each period
 * @param cpuPeriod microseconds
 * @param cpus processors it may run on, {@code 0-3}
 * @param memoryNodes memory nodes likewise
 * @param pids processes and threads
 * @param shm bytes of {@code /dev/shm}
 * @param oomScore added to what the kernel weighs when memory runs out
 * @param oomKillDisabled whether it is never killed for that
 * @param blockWeight weight among containers for disks
 * @param ulimits by name
 */
public record ContainerLimits(
        OptionalLong memory,
        OptionalLong memoryReservation,
        OptionalLong memorySwap,
        OptionalLong swappiness,
        OptionalLong nanoCpus,
        OptionalLong cpuShares,
        OptionalLong cpuQuota,
        OptionalLong cpuPeriod,
        Optional<String> cpus,
        Optional<String> memoryNodes,
        OptionalLong pids,
        OptionalLong shm,
        OptionalLong oomScore,
        boolean oomKillDisabled,
        OptionalLong blockWeight,
        SortedMap<String, Ulimit> ulimits) {
    public ContainerLimits {
        requireNonNull(memory, "memory is null");
        requireNonNull(memoryReservation, "memoryReservation is null");
        requireNonNull(memorySwap, "memorySwap is null");
        requireNonNull(swappiness, "swappiness is null");
        requireNonNull(nanoCpus, "nanoCpus is null");
        requireNonNull(cpuShares, "cpuShares is null");
        requireNonNull(cpuQuota, "cpuQuota is null");
        requireNonNull(cpuPeriod, "cpuPeriod is null");
        requireNonNull(cpus, "cpus are null");
        requireNonNull(memoryNodes, "memoryNodes are null");
        requireNonNull(pids, "pids are null");
        requireNonNull(shm, "shm is null");
        requireNonNull(oomScore, "oomScore is null");
        requireNonNull(blockWeight, "blockWeight is null");
        ulimits = Collections.unmodifiableSortedMap(new TreeMap<>(ulimits));
    }

    /**
     * What one process may use.
     *
     * @param soft in force; -1 for any amount
     * @param hard up to which it may be raised; -1 for any amount
     */
    public record Ulimit(long soft, long hard) {}
}
