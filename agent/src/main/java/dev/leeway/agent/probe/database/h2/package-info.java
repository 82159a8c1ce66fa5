/**
 * H2 from 2.0 on: questions to its {@code INFORMATION_SCHEMA}, each about all schemas at once, and what to make of the answers.
 *
 * <p>Of a database inside the agent's own process the library is the agent's, so its version is told of servers alone. Nothing here knows how
 * facts are written.
 */
@NullMarked
package dev.leeway.agent.probe.database.h2;

import org.jspecify.annotations.NullMarked;
