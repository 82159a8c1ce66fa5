/**
 * Python as installed: distributions in site-packages, virtual environments, conda, and which of them a process uses.
 *
 * <p>Files are reached through {@code HostFiles} alone and nothing found is run: a {@code .pth} line that is code stays text.
 */
@NullMarked
package dev.leeway.agent.probe.dependency.python;

import org.jspecify.annotations.NullMarked;
