/**
 * How versions order, and how far two lie apart, ecosystem by ecosystem.
 *
 * <p>Pure. Schemes that a kept library orders truly are left to it (deb, rpm, maven, semver, go); the others stand here
 * (apk, pep440, gem, jdk, generic). A version that cannot be read orders with nothing: never guessed, never an error.
 */
@NullMarked
package dev.leeway.collector.version;

import org.jspecify.annotations.NullMarked;
