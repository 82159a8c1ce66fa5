/**
 * Gathers judged drifts of one origin under one line: a release, a distribution, a variable, a service that is not there.
 *
 * <p>Pure: no IO, clock or network. Every drift belongs to exactly one cause, and a cause keeps its id while its origin
 * lasts; nothing here changes what the policy said of a drift.
 */
@NullMarked
package dev.leeway.collector.cause;

import org.jspecify.annotations.NullMarked;
