/**
 * Who comes in: people by their tokens, agents by their signatures, and how often; what is refused goes to the audit log and is
 * answered with as little as possible.
 *
 * <p>What the rules are is {@code collector.identity}'s; what a route is about is not known here.
 */
@NullMarked
package dev.leeway.collector.server.gate;

import org.jspecify.annotations.NullMarked;
