/**
 * Readers of formats held against the suites of those who look after each format, against other programs that read it, and against
 * files made to hurt.
 *
 * <p>Tests alone, and what they share; the cases of others lie in {@code corpora} among the resources.
 */
@NullMarked
package dev.leeway.agent.format.corpora;

import org.jspecify.annotations.NullMarked;
