/** What the packaged programs do with input that is broken or means harm. */
@NullMarked
package dev.leeway.samples.hostile;

import org.jspecify.annotations.NullMarked;
