/**
 * Whether values are what a policy says they must be: one by one, or in relation to each other.
 *
 * <p>Knows values and expectations alone, no rows, rules or reports; a value that cannot be held against an expectation is
 * never said to keep it and never said to break it. No IO and no clock may enter, and everything takes bounded time.
 */
@NullMarked
package dev.leeway.collector.constraint;

import org.jspecify.annotations.NullMarked;
