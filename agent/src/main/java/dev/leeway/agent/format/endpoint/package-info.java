/**
 * What a setting says of the database, broker or mail relay a program talks to: URLs and connection strings of the usual
 * drivers, and variables that name the parts one by one.
 *
 * <p>Pure and bounded. Passwords are dropped while a text is taken apart and no value here holds one; a text that cannot be
 * taken apart beyond doubt gives nothing, so that no half of a password passes for a host.
 */
@NullMarked
package dev.leeway.agent.format.endpoint;

import org.jspecify.annotations.NullMarked;
