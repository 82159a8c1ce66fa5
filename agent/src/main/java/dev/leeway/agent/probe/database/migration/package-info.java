/**
 * Histories that migration tools keep in the database they migrate: what was applied last, how much, and what failed.
 *
 * <p>Reads the tools' own tables by the columns named here and no others: logs stay where they are. What
 * a deployment holds is compared elsewhere.
 */
@NullMarked
package dev.leeway.agent.probe.database.migration;

import org.jspecify.annotations.NullMarked;
