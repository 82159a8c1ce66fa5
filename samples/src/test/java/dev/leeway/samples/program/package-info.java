/** Running the packaged programs and real services from tests, bounded in time. */
@NullMarked
package dev.leeway.samples.program;

import org.jspecify.annotations.NullMarked;
