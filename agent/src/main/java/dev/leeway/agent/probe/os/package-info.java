/**
 * The probe {@code os}: distribution, kernel, libc, processors and memory as processes may use them, limits, kernel
 * settings, time, locale, name resolution, clock and trusted authorities of one host.
 *
 * <p>One {@link dev.leeway.agent.probe.os.Aspect} for each of these, with its pure parser beside it. Only what stays the
 * same while the host stays the same may enter: no counter, no measurement, nothing of the agent's own process, and
 * nothing executed.
 */
@NullMarked
package dev.leeway.agent.probe.os;

import org.jspecify.annotations.NullMarked;
