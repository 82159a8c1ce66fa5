/**
 * What the finders of dependencies have in common: where names come from, what was passed over and why, and files within a budget.
 *
 * <p>Knows no language's layout: what is recorded through the ledger is decided by the rooms beside it.
 */
@NullMarked
package dev.leeway.agent.probe.dependency.found;

import org.jspecify.annotations.NullMarked;
