/**
 * The files of a deployment beside its libraries: which there are, whether they are the same elsewhere, and which of them
 * should not be there.
 *
 * <p>Reads through ports alone. Of a file's content nothing leaves this room but a digest meant to be tagged under a key.
 */
@NullMarked
package dev.leeway.agent.probe.dependency.manifest;

import org.jspecify.annotations.NullMarked;
