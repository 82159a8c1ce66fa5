/**
 * PostgreSQL 12 and later: questions to its catalogue, each about all schemas at once, and what to make of the answers.
 *
 * <p>Asks {@code pg_catalog} alone, where every role sees every definition; {@code information_schema} shows only what one has privileges
 * for, and is slow. Nothing here knows how facts are written.
 */
@NullMarked
package dev.leeway.agent.probe.database.postgresql;

import org.jspecify.annotations.NullMarked;
