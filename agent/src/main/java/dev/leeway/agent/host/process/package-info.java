/**
 * The processes of a host as {@code /proc} tells of them, and the services among them.
 *
 * <p>Reads through the jailed ports only, in one bounded pass that takes vanishing processes and refusals as they come. It
 * gathers the evidence; which processes are services and what they are called is decided by the pure rules of
 * {@code agent.service}. No fact, no output and no process of its own may enter.
 */
@NullMarked
package dev.leeway.agent.host.process;

import org.jspecify.annotations.NullMarked;
