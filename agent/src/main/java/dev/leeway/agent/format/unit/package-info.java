/**
 * Reads systemd's unit files and the environment files they name, and knows where systemd looks for them.
 *
 * <p>Pure functions from text to values; no file is opened here.
 */
@NullMarked
package dev.leeway.agent.format.unit;

import org.jspecify.annotations.NullMarked;
