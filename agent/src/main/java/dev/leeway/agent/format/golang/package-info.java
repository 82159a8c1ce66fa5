/**
 * What the Go linker wrote into a program about the modules it was built from.
 *
 * <p>Bytes of one executable only; symbols and code are not looked at.
 */
@NullMarked
package dev.leeway.agent.format.golang;

import org.jspecify.annotations.NullMarked;
