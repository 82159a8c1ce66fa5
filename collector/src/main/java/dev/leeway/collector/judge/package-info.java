/**
 * Applies the policy to what was compared: which differences are breaches, which are within leeway, which samenesses are
 * forbidden, what is waived, what is incomplete, and what is rotten in the policy itself.
 *
 * <p>Pure: no IO, clock or network; the moment of the comparison is an input. Judges leaves only: which of them have one
 * origin is for others to say.
 */
@NullMarked
package dev.leeway.collector.judge;

import org.jspecify.annotations.NullMarked;
