/**
 * Tells how services are reached and what lies between the host and others: addresses that ports are bound to, names that lead
 * elsewhere, and proxies.
 *
 * <p>Ports themselves are told by {@code process}, and the resolver's own settings and the hosts file by {@code os}; peers by {@code
 * connection}. Nothing here connects to anybody; names are looked up that the user named, and no others.
 */
@NullMarked
package dev.leeway.agent.probe.network;

import org.jspecify.annotations.NullMarked;
