/**
 * What people do with a policy besides judging by it: check, explain, try, propose and split it.
 *
 * <p>Pure: policies, snapshots and reports in, findings and text out; who reads and writes the files is for others. What a
 * rule would do is never worked out here a second time: it is tried, by the comparison itself.
 */
@NullMarked
package dev.leeway.collector.policy;

import org.jspecify.annotations.NullMarked;
