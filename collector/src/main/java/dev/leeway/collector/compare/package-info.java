/**
 * Holds values against each other: fact by fact over sorted sections, within an environment and then across.
 *
 * <p>Pure: no IO, clock or network. Says how values stand to each other and never whether that matters; what was not
 * observed stays unknown, and no fact that all sides share costs an object.
 */
@NullMarked
package dev.leeway.collector.compare;

import org.jspecify.annotations.NullMarked;
