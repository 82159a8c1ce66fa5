/**
 * The noise floor on a real machine: an unchanged host gives the same sections whatever happens on it, and each change
 * gives its own drift and no other. Runs the packaged programs as a user does.
 */
@NullMarked
package dev.leeway.samples.noise;

import org.jspecify.annotations.NullMarked;
