/** A proof is worth what its search finds. */
@NullMarked
package dev.leeway.agent.selftest;

import org.jspecify.annotations.NullMarked;
