/**
 * What people and their programs may ask: hosts, snapshots, facts, drifts, reports, baselines, agents, tokens, the audit log. Of
 * environments a caller may not see nothing is told, and of secrets only whether they are there.
 */
@NullMarked
package dev.leeway.collector.server.api;

import org.jspecify.annotations.NullMarked;
