/**
 * Where snapshots and reports are kept: the contract of every store, and plain files, found in directories, unpacked within
 * limits, read, and written whole or not at all.
 *
 * <p>The home of decompression; the library for zstd is touched only by an input that is packed so. Databases and Git stay in
 * the rooms below. Nothing here compares, judges or prints, and no clock of its own may enter: it is handed in.
 */
@NullMarked
package dev.leeway.collector.store;

import org.jspecify.annotations.NullMarked;
