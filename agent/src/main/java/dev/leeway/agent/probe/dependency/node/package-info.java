/**
 * Node packages as installed: the trees of npm, yarn and pnpm, and yarn's Plug'n'Play table.
 *
 * <p>Files are reached through {@code HostFiles} alone; no script and no package manager is run.
 */
@NullMarked
package dev.leeway.agent.probe.dependency.node;

import org.jspecify.annotations.NullMarked;
