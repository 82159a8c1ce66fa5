/** What hangs, is refused, vanishes or was never asked for, seen by the packaged programs on a real machine. */
@NullMarked
package dev.leeway.samples.hang;

import org.jspecify.annotations.NullMarked;
