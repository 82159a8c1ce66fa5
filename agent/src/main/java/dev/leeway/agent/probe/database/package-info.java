/**
 * The probe {@code database}: what databases are that the configuration names or lets be found, by read-only looks.
 *
 * <p>Readers of engines fill the model, {@link dev.leeway.agent.probe.database.SchemaFacts} alone turns it into facts. Whatever somebody
 * wrote into a schema (defaults, comments, conditions, bodies) leaves judged by the redactor or as a tag; of rows only
 * documents of JSON columns and histories of migrations are read, and none is kept.
 */
@NullMarked
package dev.leeway.agent.probe.database;

import org.jspecify.annotations.NullMarked;
