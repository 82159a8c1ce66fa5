/** Tests of snapshots and reports as files. */
@NullMarked
package dev.leeway.collector.store;

import org.jspecify.annotations.NullMarked;
