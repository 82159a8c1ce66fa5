/**
 * The probe {@code connection}: to which databases, brokers and mail relays services lead, as their own settings and their
 * open connections reveal.
 *
 * <p>It reads and never connects, logs in or asks a resolver. No password reaches a value here.
 */
@NullMarked
package dev.leeway.agent.probe.connection;

import org.jspecify.annotations.NullMarked;
