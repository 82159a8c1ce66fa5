/** Tests of who may say what to a collector. */
@NullMarked
package dev.leeway.collector.identity;

import org.jspecify.annotations.NullMarked;
