/**
 * The port to a container engine over the transport of docker-java: Docker's own, rootless, behind TCP or TLS, and Podman's compatible
 * interface.
 *
 * <p>The only room with docker-java. It asks and never tells an engine to do anything; no version of the interface is asked for, so
 * that old and new engines answer in their own. Every answer has limits in time and size, and what an engine says of a failure goes
 * into no message. Nothing of it is loaded before a socket is there or an address is configured; no connection and no thread
 * outlives a question.
 */
@NullMarked
package dev.leeway.agent.host.docker;

import org.jspecify.annotations.NullMarked;
