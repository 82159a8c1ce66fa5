/**
 * MariaDB and MySQL: questions to {@code information_schema}, each about all tables at once, and what to make of the answers.
 *
 * <p>No statement per table, and none that shows passwords or their hashes. The database that the URL names has no schema in facts, because
 * every environment may call it otherwise. Nothing here knows how facts are written.
 */
@NullMarked
package dev.leeway.agent.probe.database.mysql;

import org.jspecify.annotations.NullMarked;
