/**
 * Whether environments keep to their own databases: joins every database of one with every database of the other, under
 * whatever names, and looks for strangers on production's.
 *
 * <p>Pure: no IO, clock or network. Finds and words what is shared; what rules demand and how drifts are grouped is for
 * others. What cannot be told is said to be unknown here, never to be apart.
 */
@NullMarked
package dev.leeway.collector.isolation;

import org.jspecify.annotations.NullMarked;
