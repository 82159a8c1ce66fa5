/**
 * The one explicit list of the probes there are. Each probe lives in a package of its own below this one and knows none of
 * the others; nothing else may enter here.
 */
@NullMarked
package dev.leeway.agent.probe;

import org.jspecify.annotations.NullMarked;
