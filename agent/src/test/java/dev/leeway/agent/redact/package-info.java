/** What leaves, what does not, and what can still be told of it. */
@NullMarked
package dev.leeway.agent.redact;

import org.jspecify.annotations.NullMarked;
