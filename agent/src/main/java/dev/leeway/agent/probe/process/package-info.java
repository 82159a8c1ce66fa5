/**
 * The probe {@code process}: the services that run on a host, and how each was started.
 *
 * <p>Reads {@code /proc} and {@code /sys} through the ports, and the files a process itself sees; pure parsers lie beside it.
 * It records nothing that changes while a service merely works, or from one start to the next: no process id, no count of
 * workers, no random port, no memory in use. Which processes are services is decided before it is asked.
 */
@NullMarked
package dev.leeway.agent.probe.process;

import org.jspecify.annotations.NullMarked;
