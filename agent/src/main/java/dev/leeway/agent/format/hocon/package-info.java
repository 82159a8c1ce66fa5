/**
 * HOCON as Scala and Akka services are configured with it, parsed and never resolved: no variable of this agent, no system property and
 * no included file enters.
 *
 * <p>Pure and bounded; the only room that names the library.
 */
@NullMarked
package dev.leeway.agent.format.hocon;

import org.jspecify.annotations.NullMarked;
