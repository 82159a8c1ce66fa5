/**
 * What a probe is, and everything it may touch: ports onto one host, and a recorder for what it sees.
 *
 * <p>Interfaces and values, and what several probes do with them alike ({@link dev.leeway.agent.spi.Reading}, {@link
 * dev.leeway.agent.spi.Portions}). No port here can write to the host, start a process, load what it finds, or open a
 * connection but to databases as the configuration says and to the container engine of the host; a fixture can stand in for
 * the whole machine.
 */
@NullMarked
package dev.leeway.agent.spi;

import org.jspecify.annotations.NullMarked;
