/**
 * The command {@code leeway}: options, exit codes, and the wiring of inputs, policy and renderers. Commands parse, call and print; they
 * decide nothing. The clock is read here and handed on as {@code asOf}. The command-line library has its home here and may enter no
 * other package; no comparison, no judgement and no output format may enter this one.
 */
@NullMarked
package dev.leeway.collector.cli;

import org.jspecify.annotations.NullMarked;
