/**
 * Reads command lines: which interpreter runs, what it was told to run, and with which options.
 *
 * <p>Pure functions from arguments to values; no file, clock or network. What an argument means for a fact, and whether it
 * may leave the host, is decided elsewhere.
 */
@NullMarked
package dev.leeway.agent.format.command;

import org.jspecify.annotations.NullMarked;
