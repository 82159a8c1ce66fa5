/**
 * Planted changes on a real machine: each changes its own section and gives its own drift, seen by the packaged programs.
 * What is changed is a copy of the machine's files or a service of the test; nothing is left behind.
 */
@NullMarked
package dev.leeway.samples.mutation;

import org.jspecify.annotations.NullMarked;
