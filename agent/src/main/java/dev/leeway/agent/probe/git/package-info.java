/**
 * Tells which commit of which repository is deployed, and what was changed by hand since.
 *
 * <p>Only which directories to look at is decided here; how Git keeps what it knows lies behind {@link
 * dev.leeway.agent.spi.WorkingCopies}. Nothing enters that could run Git.
 */
@NullMarked
package dev.leeway.agent.probe.git;

import org.jspecify.annotations.NullMarked;
