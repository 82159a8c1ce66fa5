/**
 * A reader of TOML as packaging tools leave it on a host.
 *
 * <p>Pure and bounded; {@code docs/adr/0008-toml-without-a-library.md} says why it is our own.
 */
@NullMarked
package dev.leeway.agent.format.toml;

import org.jspecify.annotations.NullMarked;
