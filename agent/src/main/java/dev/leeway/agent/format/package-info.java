/**
 * Readers of the formats found on a host: pure functions from text or bytes to values, bounded by what they are given.
 *
 * <p>No file, clock or network enters, and nothing that knows what a fact is. What is not the promised format is a
 * {@link MalformedException} that names the place.
 */
@NullMarked
package dev.leeway.agent.format;

import org.jspecify.annotations.NullMarked;
