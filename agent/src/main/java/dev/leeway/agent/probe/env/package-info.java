/**
 * The probe {@code env}: the environment variables of the services that run, and where each was set.
 *
 * <p>Values come from the running processes; unit files, drop-ins and environment files tell where a value was written and
 * what waits for the next restart. Every value is recorded as guarded, for the redaction to decide. Variables made anew at
 * each start are left out by the published list {@code per-start-variables.txt}. Files are opened through the ports alone.
 */
@NullMarked
package dev.leeway.agent.probe.env;

import org.jspecify.annotations.NullMarked;
