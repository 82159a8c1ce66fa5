/**
 * The Git mirror: history made to be read by people and carried anywhere, a branch for each environment.
 *
 * <p>A bare repository that ordinary {@code git} reads, clones and checks. It is derived: all of it can be written again from the
 * snapshots. Beside the fetching of policies the one room of the collector that knows JGit, as it is without the configuration of the user or the machine;
 * nothing that lies in a repository is run. No clock may enter: every moment comes from the caller. Nothing is compared or judged.
 */
@NullMarked
package dev.leeway.collector.store.git;

import org.jspecify.annotations.NullMarked;
