/**
 * Pairs what corresponds: environments under canonical names, services over all their hosts, hosts by role, and, for
 * single values, the many ways of saying the same thing.
 *
 * <p>Pure: no IO, clock or network, and nothing here decides whether a difference matters. Every way of saying the same
 * is a class of its own that removes one sort of false positive and leaves the raw value beside its key.
 */
@NullMarked
package dev.leeway.collector.align;

import org.jspecify.annotations.NullMarked;
