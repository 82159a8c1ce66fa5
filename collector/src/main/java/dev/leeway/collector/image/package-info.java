/**
 * What images of one service have to do with each other: which of them is far heavier, and by what.
 *
 * <p>Pure: no IO, clock or network. Weighs and words; what rules demand and how drifts are grouped is for others.
 */
@NullMarked
package dev.leeway.collector.image;

import org.jspecify.annotations.NullMarked;
