/**
 * Simulated agents, many of them, against a collector: what they send is what agents send, over connections of their own. Its hosts
 * are made from a seed; whatever is random is random the same way each time.
 */
@NullMarked
package dev.leeway.samples.load;

import org.jspecify.annotations.NullMarked;
