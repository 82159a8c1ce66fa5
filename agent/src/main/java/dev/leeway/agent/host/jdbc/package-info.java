/**
 * Sessions at the databases that the configuration names or lets be found: read only, short, bounded in time, rows and bytes.
 *
 * <p>The only room with JDBC beside that of SQLite files; a driver is loaded with its first session. What a server says goes into no
 * message, and credentials into nothing at all.
 */
@NullMarked
package dev.leeway.agent.host.jdbc;

import org.jspecify.annotations.NullMarked;
