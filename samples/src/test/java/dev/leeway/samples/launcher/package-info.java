/**
 * The launchers and the distributions as a user meets them: real processes, real Java, real links and signals. What the commands answer
 * is tested elsewhere and may not enter here.
 */
@NullMarked
package dev.leeway.samples.launcher;

import org.jspecify.annotations.NullMarked;
