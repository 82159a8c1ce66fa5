/**
 * Histories that migration tools keep in the database they migrate: what was applied last, how much, and what failed.
 *
 * <p>Reads the tools' own tables by the columns named here and no others: logs and authors stay where they are. Which migrations a
 * deployment still holds back, and whether its scripts are those that were applied, cannot be told from the database.
 */
@NullMarked
package dev.leeway.agent.probe.database.migration;

import org.jspecify.annotations.NullMarked;
