/**
 * Files of settings in every format that is read, as one tree and then as one flat list: what is set, to what, of which type, in which
 * line.
 *
 * <p>Pure functions from text to values, each bounded. Which file a program reads is not known here.
 */
@NullMarked
package dev.leeway.agent.format.settings;

import org.jspecify.annotations.NullMarked;
