/**
 * The real ports onto a host: its files below a replaceable root, its {@code /proc} and {@code /sys}, its shell.
 *
 * <p>The only room of the agent that reads the file system for probes. It reads within limits, never writes, never opens
 * what could make a reader wait, and knows nothing of facts; no probe, no redaction and no output may enter.
 */
@NullMarked
package dev.leeway.agent.host;

import org.jspecify.annotations.NullMarked;
