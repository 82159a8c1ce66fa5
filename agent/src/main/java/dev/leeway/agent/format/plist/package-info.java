/**
 * Reads the property lists of macOS, in both forms that lie about: XML and binary.
 *
 * <p>Pure and bounded like every reader of formats; a damaged or hostile list ends in one clear complaint. Nothing of what a list
 * is about may enter.
 */
@NullMarked
package dev.leeway.agent.format.plist;

import org.jspecify.annotations.NullMarked;
