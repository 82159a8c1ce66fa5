/**
 * Tells people: which channel hears what, by mail, chat or webhook, and what became of it.
 *
 * <p>What is said is decided and written in {@code digest}. Secrets of channels are read here, used, and never told: neither in a
 * message nor in an error. Connections go to the address that was checked, and follow nobody's redirection.
 */
@NullMarked
package dev.leeway.collector.notify;

import org.jspecify.annotations.NullMarked;
