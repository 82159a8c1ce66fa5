/**
 * The words of Leeway: addresses, values and the catalogue of every fact that exists.
 *
 * <p>Pure values without IO, clock, network or JSON: what is written here means the same in the agent, in the collector
 * and in a file ten years old. Nothing that knows how a fact is read, compared or printed may enter.
 */
@NullMarked
package dev.leeway.schema.fact;

import org.jspecify.annotations.NullMarked;
