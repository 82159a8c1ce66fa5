/** A project of Compose on a real engine: what its files say, what its containers are, and what a comparison makes of it. */
@NullMarked
package dev.leeway.samples.compose;

import org.jspecify.annotations.NullMarked;
