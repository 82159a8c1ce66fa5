/**
 * How deliveries become snapshots in the store: unpacked and read within limits, held against what their agent may speak for, and
 * stored in groups by one thread, which answers once they are on the disk.
 *
 * <p>Nothing is kept in memory that matters: what was not answered was not stored, or is known when it comes again.
 */
@NullMarked
package dev.leeway.collector.server.intake;

import org.jspecify.annotations.NullMarked;
