/**
 * Whether a command may start: the endpoints its own settings lead to, held against those a policy protects for other
 * environments.
 *
 * <p>Pure: no file, network or process enters, and no message holds a value that may be a secret.
 */
@NullMarked
package dev.leeway.agent.guard;

import org.jspecify.annotations.NullMarked;
