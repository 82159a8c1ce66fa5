/**
 * Snapshots and reports kept as files: found in directories, unpacked within limits, read, and written whole or not at all.
 *
 * <p>The home of decompression; the library for zstd is touched only by an input that is packed so. Nothing here compares,
 * judges or prints, and no clock may enter.
 */
@NullMarked
package dev.leeway.collector.store;

import org.jspecify.annotations.NullMarked;
