/**
 * Runs probes side by side within limits of time and size and makes one snapshot of what they say.
 *
 * <p>Here failure becomes data, and here every value, place and reason passes the redactor before it becomes part of
 * anything that could be written. No file, no format and no network may enter, and nothing of a particular probe.
 */
@NullMarked
package dev.leeway.agent.snapshot;

import org.jspecify.annotations.NullMarked;
