package dev.leeway.collector.store;

/**
 * What was forgotten.
 *
 * @param snapshots how many
 * @param sections how many that no snapshot uses any more
 * @param kept how many snapshots are left
 */
public record Pruned(long snapshots, long sections, long kept) {}
