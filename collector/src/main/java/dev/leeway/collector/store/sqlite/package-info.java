/**
 * The file format of SQLite, as far as rows can be read from a damaged file without following its trees.
 *
 * <p>Reading alone, bounded by the size of the file, and nothing is believed: whoever asks holds rows against their digests. No
 * database library may enter, for it is what gave the file up.
 */
@NullMarked
package dev.leeway.collector.store.sqlite;

import org.jspecify.annotations.NullMarked;
