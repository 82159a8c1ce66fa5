/**
 * One host at one time: a header and its sections, as immutable values.
 *
 * <p>Nothing here reads, writes, compares or judges; no clock and no IO may enter.
 */
@NullMarked
package dev.leeway.schema.snapshot;

import org.jspecify.annotations.NullMarked;
