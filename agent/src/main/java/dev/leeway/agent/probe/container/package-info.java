/**
 * The probe {@code container}: what a container engine runs, and how.
 *
 * <p>One section a service, its replicas merged; the index tells of the engine. Nothing here that changes while containers are
 * started, stopped and made anew as they were: no ids, addresses, times or counts. Everything people wrote is recorded as guarded.
 * The engine is asked through its port alone.
 */
@NullMarked
package dev.leeway.agent.probe.container;

import org.jspecify.annotations.NullMarked;
