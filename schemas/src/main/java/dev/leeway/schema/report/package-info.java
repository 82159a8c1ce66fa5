/**
 * The answer to one comparison, as immutable values: every renderer prints this and nothing else.
 *
 * <p>N-way from the start. Holds no secret tag: a secret is its presence, and equality is told by how values are grouped.
 * Nothing here compares, judges or prints; no clock may enter.
 */
@NullMarked
package dev.leeway.schema.report;

import org.jspecify.annotations.NullMarked;
