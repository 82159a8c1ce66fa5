/** What services run against what is installed and what was asked for, by services that really run. */
@NullMarked
package dev.leeway.samples.running;

import org.jspecify.annotations.NullMarked;
