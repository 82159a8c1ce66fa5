/**
 * The {@code package} probe: what the operating system's package managers say is installed, and which interpreters and
 * client tools a shell would find.
 *
 * <p>Reads the managers' own databases and a few files beside a tool; executes nothing, asks no package manager. SQLite
 * is reached through a port, so that no database driver is known here. ({@code package} is a word of the language, hence
 * the name of this room.)
 */
@NullMarked
package dev.leeway.agent.probe.packages;

import org.jspecify.annotations.NullMarked;
