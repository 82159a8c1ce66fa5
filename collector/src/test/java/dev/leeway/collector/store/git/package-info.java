/** The Git mirror, held against ordinary {@code git}. */
@NullMarked
package dev.leeway.collector.store.git;

import org.jspecify.annotations.NullMarked;
