/** Each incident of the samples: the report is exactly as kept beside it, and says the planted fault first. */
@NullMarked
package dev.leeway.samples.incidents;

import org.jspecify.annotations.NullMarked;
