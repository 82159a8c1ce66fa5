/**
 * Policies that are kept in a Git repository: fetched once for each commit, read only, and kept in the user's cache.
 *
 * <p>The one room of the collector's sources that knows JGit, and that reaches beyond this machine. Nothing that is fetched is
 * run: no hook, no submodule, no filter, no working copy; nobody is asked for a password. What a policy says is for others.
 */
@NullMarked
package dev.leeway.collector.source.git;

import org.jspecify.annotations.NullMarked;
