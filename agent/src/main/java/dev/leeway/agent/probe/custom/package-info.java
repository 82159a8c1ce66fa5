/**
 * Tells what files that a team dropped into a directory say: facts that no other probe could know.
 *
 * <p>Such files are read as data and never run, and only where nobody else than root or the agent's user could have written them.
 */
@NullMarked
package dev.leeway.agent.probe.custom;

import org.jspecify.annotations.NullMarked;
