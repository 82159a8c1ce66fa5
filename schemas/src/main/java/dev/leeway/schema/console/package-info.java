/**
 * What both commands need to speak to a person: standard output that knows whether it arrived, text made harmless to look
 * at, the variables it was called with, and the version of the build.
 *
 * <p>Nothing about facts, snapshots or reports, no command and no option: those belong to the commands themselves.
 */
@NullMarked
package dev.leeway.schema.console;

import org.jspecify.annotations.NullMarked;
