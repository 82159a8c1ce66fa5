/**
 * Proves that no secret leaves: makes thousands of them, plants them wherever a probe reads, takes a real snapshot, and
 * looks for each in every byte that came out, as it is and in disguise.
 *
 * <p>The shapes are written down here a second time and never read from the redactor's own lists, which they are to test.
 * Nothing planted is real, and the same seed plants the same. Nothing is written to the host's disk but two files of databases
 * in a directory of their own, which is gone when the run ends.
 */
@NullMarked
package dev.leeway.agent.selftest;

import org.jspecify.annotations.NullMarked;
