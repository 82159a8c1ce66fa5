/** What agents are installed by, tried where they are installed. */
@NullMarked
package dev.leeway.samples.deploy;

import org.jspecify.annotations.NullMarked;
