/**
 * Versions that files of a deployment declare: requirements, lock files, build files.
 *
 * <p>Readers are pure functions of one file's text; only {@code DeclaredFiles} reaches files. Nothing is resolved, built or fetched.
 */
@NullMarked
package dev.leeway.agent.probe.dependency.declared;

import org.jspecify.annotations.NullMarked;
