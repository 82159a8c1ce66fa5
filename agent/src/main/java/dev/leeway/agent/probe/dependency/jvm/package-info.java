/**
 * What running Java virtual machines are made of: their class path followed to archives, the order of search, duplicate
 * classes, and archives exchanged under a running machine.
 *
 * <p>Reads through ports alone, loads no class of what it finds, and attaches to no machine.
 */
@NullMarked
package dev.leeway.agent.probe.dependency.jvm;

import org.jspecify.annotations.NullMarked;
