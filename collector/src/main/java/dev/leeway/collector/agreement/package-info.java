/**
 * What one environment says of one thing in several places, and must say alike: the commit of a service, as its working copy and
 * its image tell it; its variables, ports and limits, as its Compose file and its container do.
 *
 * <p>Pure: no IO, clock or network. Knows which facts speak of one thing and words where they contradict each other; how
 * environments differ from each other is for others.
 */
@NullMarked
package dev.leeway.collector.agreement;

import org.jspecify.annotations.NullMarked;
