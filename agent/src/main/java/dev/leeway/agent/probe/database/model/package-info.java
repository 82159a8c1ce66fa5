/**
 * What a database is, whatever its engine: server, schemas, tables with all that belongs to them, routines, roles.
 *
 * <p>Values only, as readers of each engine's catalogue fill them and one writer turns them into facts. Spelling that an engine
 * made up (names of constraints, of indexes without a name) is not among them.
 */
@NullMarked
package dev.leeway.agent.probe.database.model;

import org.jspecify.annotations.NullMarked;
