/**
 * What certificates say, and which of them the files hold in which programs keep them: PEM, DER, PKCS #12, JKS.
 *
 * <p>Pure and bounded; nothing is verified or trusted, no password is asked for, and no private key is ever looked at: where one
 * lies is all that is told.
 */
@NullMarked
package dev.leeway.agent.format.certificate;

import org.jspecify.annotations.NullMarked;
