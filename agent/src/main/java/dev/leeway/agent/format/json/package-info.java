/**
 * JSON as other programs leave it on a host, read with Jackson, strictly and within bounds.
 *
 * <p>Pure; Leeway's own JSON is read and written elsewhere and never here.
 */
@NullMarked
package dev.leeway.agent.format.json;

import org.jspecify.annotations.NullMarked;
