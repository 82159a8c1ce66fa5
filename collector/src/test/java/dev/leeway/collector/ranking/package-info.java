/** The benchmark of the order of causes: sound environments, ordinary noise, one planted fault, and the place it is told at. */
@NullMarked
package dev.leeway.collector.ranking;

import org.jspecify.annotations.NullMarked;
