/** What tests of the collector build their input from. */
@NullMarked
package dev.leeway.collector.testing;

import org.jspecify.annotations.NullMarked;
