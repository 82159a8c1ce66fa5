/** The documentation as a test: every command block in it is executed as a reader would. */
@NullMarked
package dev.leeway.samples.docs;

import org.jspecify.annotations.NullMarked;
