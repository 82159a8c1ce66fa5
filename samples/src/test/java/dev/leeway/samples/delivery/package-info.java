/**
 * What agents deliver, from their disk to that of the collector, with what goes wrong on the way. Whatever is random is random by a
 * seed that a failure names.
 */
@NullMarked
package dev.leeway.samples.delivery;

import org.jspecify.annotations.NullMarked;
