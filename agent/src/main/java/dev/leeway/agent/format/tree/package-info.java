/**
 * The neutral tree into which formats with tables, lists and single values are read, each node with its line.
 *
 * <p>Values only; the readers live in rooms of their own, and nothing here knows a format.
 */
@NullMarked
package dev.leeway.agent.format.tree;

import org.jspecify.annotations.NullMarked;
