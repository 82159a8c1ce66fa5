/**
 * What the packaged agent sees as an ordinary user, and that the permission it names for each gap is the one that closes it.
 */
@NullMarked
package dev.leeway.samples.privilege;

import org.jspecify.annotations.NullMarked;
