/**
 * What people are told without asking: decides what of a report is news, words it, and writes it for mail, chat and machines.
 *
 * <p>Pure: no IO, clock or network. What was told before is handed in; who is told, by which way, and what becomes of it is for
 * {@code notify}. Every text that came from a host is made harmless here, for each way by itself, and every message has a size.
 */
@NullMarked
package dev.leeway.collector.digest;

import org.jspecify.annotations.NullMarked;
