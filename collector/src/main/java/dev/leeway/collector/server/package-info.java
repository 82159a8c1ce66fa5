/**
 * {@code leeway serve}: the collector as a process, put together from the rooms below, started, measured and stopped.
 *
 * <p>Several may run over one PostgreSQL database: nothing that matters is kept in memory. No SQL, no HTTP of a library's own, and no
 * judging in here.
 */
@NullMarked
package dev.leeway.collector.server;

import org.jspecify.annotations.NullMarked;
