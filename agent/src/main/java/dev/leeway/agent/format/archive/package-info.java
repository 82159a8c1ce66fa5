/**
 * What Java archives hold, read through a channel that the caller opened: entries, identity, content hash, manifest, and
 * the archives within them, without unpacking anything to disk.
 *
 * <p>Pure: no file is opened, no clock read, nothing loaded or run. Every loop is bounded by {@link
 * dev.leeway.agent.format.archive.ArchiveLimits}, memory is flat in the number and size of archives, and what is not
 * looked into is told as {@link dev.leeway.agent.format.archive.Skipped}. The zip format is read here and nowhere else.
 */
@NullMarked
package dev.leeway.agent.format.archive;

import org.jspecify.annotations.NullMarked;
