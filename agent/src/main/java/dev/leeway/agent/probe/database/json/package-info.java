/**
 * Reads JSON documents of columns, all or a sample, and hands them to the fold that keeps their shape alone.
 *
 * <p>One dialect an engine says how a sample is drawn so that an unchanged table gives the same one again. No document is kept.
 */
@NullMarked
package dev.leeway.agent.probe.database.json;

import org.jspecify.annotations.NullMarked;
