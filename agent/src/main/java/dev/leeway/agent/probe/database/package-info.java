/**
 * The probe {@code database}: what the databases that the configuration names are, by one read-only look at each.
 *
 * <p>Readers of engines fill the model, {@link dev.leeway.agent.probe.database.SchemaFacts} alone turns it into facts. Whatever somebody
 * wrote into a schema (defaults, comments, conditions, bodies) leaves judged by the redactor or as a tag; rows of tables are not read.
 */
@NullMarked
package dev.leeway.agent.probe.database;

import org.jspecify.annotations.NullMarked;
