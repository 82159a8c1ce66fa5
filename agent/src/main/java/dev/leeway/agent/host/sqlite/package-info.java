/**
 * SQLite files of a host, read through a private copy.
 *
 * <p>The one home of the SQLite driver in the agent: it loads native code, so nothing here may be touched before a
 * database file was found. No other database enters.
 */
@NullMarked
package dev.leeway.agent.host.sqlite;

import org.jspecify.annotations.NullMarked;
