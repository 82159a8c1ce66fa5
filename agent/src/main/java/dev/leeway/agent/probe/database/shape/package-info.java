/**
 * Folds JSON documents into their shape: which paths there are, of which types, and how often.
 *
 * <p>Pure; no database, no facts. No value is kept past the document it came with, and a key only where it looks like a name that somebody
 * wrote into a program: whatever looks like data becomes {@code {any}}. Folds merge, and the order of documents does not matter.
 */
@NullMarked
package dev.leeway.agent.probe.database.shape;

import org.jspecify.annotations.NullMarked;
