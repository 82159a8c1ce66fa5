/**
 * Places drifts in time: new, still open, reopened, resolved, and for how long.
 *
 * <p>Pure: knows earlier reports as values, never where they are kept; no IO, clock or network.
 */
@NullMarked
package dev.leeway.collector.history;

import org.jspecify.annotations.NullMarked;
