/**
 * Takes finished snapshots to where they are wanted: a file, standard output, the spool in which they wait for a collector. What the
 * agent remembers of that from one run to the next lies here, too.
 *
 * <p>What arrives here is redacted and complete; it arrives whole at its place or not at all. No probe and nothing that
 * looks at a host may enter, and no network: that is {@code deliver.http}'s.
 */
@NullMarked
package dev.leeway.agent.deliver;

import org.jspecify.annotations.NullMarked;
