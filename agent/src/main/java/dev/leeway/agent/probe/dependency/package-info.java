/**
 * The probe {@code dependency}: what the services that run are made of, as installed, running and declared.
 *
 * <p>Decides which processes and directories count and records the facts; how each ecosystem lays out its packages is known
 * to the rooms below. Nothing found is executed or loaded. Keys hold neither versions nor paths of a deployment, and nothing
 * depends on which files happen to be open: only what was exchanged under a running process is told of them.
 */
@NullMarked
package dev.leeway.agent.probe.dependency;

import org.jspecify.annotations.NullMarked;
