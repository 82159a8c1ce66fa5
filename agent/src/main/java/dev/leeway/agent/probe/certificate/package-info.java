/**
 * Tells of the certificates that services use: for whom, by whom, with which key, and how long they last.
 *
 * <p>No private key and no password is ever looked at. What a certificate says is told and not verified; what is read of files lies
 * in {@link dev.leeway.agent.format.certificate}.
 */
@NullMarked
package dev.leeway.agent.probe.certificate;

import org.jspecify.annotations.NullMarked;
