/**
 * Databases of engines that have no reader of their own, by what JDBC lets one ask of any server.
 *
 * <p>Three questions a table, and no more than drivers tell: conditions, triggers, routines, privileges, texts of views and settings stay
 * unknown, and are said to be. No statement is sent, and no type of JDBC enters.
 */
@NullMarked
package dev.leeway.agent.probe.database.standard;

import org.jspecify.annotations.NullMarked;
