/**
 * Scripts of migrations that a deployment holds, held against what a tool says it applied: pending, changed, and missing ones.
 *
 * <p>Pure: files are handed in. Texts of scripts are read for their names, links and check sums, and none is kept or told; nothing here runs
 * one.
 */
@NullMarked
package dev.leeway.agent.probe.database.script;

import org.jspecify.annotations.NullMarked;
