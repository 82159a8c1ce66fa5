/**
 * Stand-ins for a whole host, for the tests of probes: a fixture tree with processes and services, and a recorder that
 * keeps what a probe says before redaction.
 */
@NullMarked
package dev.leeway.agent.testing;

import org.jspecify.annotations.NullMarked;
