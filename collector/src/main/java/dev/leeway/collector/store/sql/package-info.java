/**
 * Stores in databases: SQLite in a file, and PostgreSQL, over one SQL as far as it goes.
 *
 * <p>The home of the libraries for databases: drivers, pool, access, migrations. They are loaded when a store is opened and
 * never before, so nothing outside may name a class of this room but through {@link
 * dev.leeway.collector.store.sql.SqlStores}. Nothing here compares or prints; the clock is handed in.
 */
@NullMarked
package dev.leeway.collector.store.sql;

import org.jspecify.annotations.NullMarked;
