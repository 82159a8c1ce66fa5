/**
 * Takes finished snapshots to where they are wanted: a file, standard output.
 *
 * <p>What arrives here is redacted and complete; it arrives whole at its place or not at all. No probe and nothing that
 * looks at a host may enter.
 */
@NullMarked
package dev.leeway.agent.deliver;

import org.jspecify.annotations.NullMarked;
