/**
 * The probe {@code jdk}: every Java installation of a host, which one is the default, whom each trusts and what its security
 * files change.
 *
 * <p>Everything is read from files; no Java found here is ever started. Keys name maker and feature release, never a
 * directory, so that one installation meets its like wherever it lies. The platform's key store classes may be loaded only
 * for a store that cannot be read otherwise.
 */
@NullMarked
package dev.leeway.agent.probe.jdk;

import org.jspecify.annotations.NullMarked;
