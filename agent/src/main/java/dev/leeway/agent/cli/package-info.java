/**
 * The command {@code leeway-agent}: options, exit codes, and the wiring of the real ports to the probes. Commands parse, call and print;
 * they observe nothing themselves. The clock is read here and handed on. The command-line library has its home here and may enter no
 * other package; no probe, no redaction and no file format may enter this one.
 */
@NullMarked
package dev.leeway.agent.cli;

import org.jspecify.annotations.NullMarked;
