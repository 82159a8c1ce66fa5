/**
 * The noise study: pairs of environments made of real hosts, databases and containers, of which each either must be silent under the
 * shipped policy or must tell one planted change first. What pairs there are is in resources; what became of them is published.
 */
@NullMarked
package dev.leeway.samples.study;

import org.jspecify.annotations.NullMarked;
