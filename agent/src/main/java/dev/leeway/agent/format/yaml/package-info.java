/**
 * YAML as tools leave it on a host, read into the neutral tree within the limits for what is found.
 *
 * <p>Pure; the parser is the one of {@code dev.leeway.schema.yaml}, the only room that names the library.
 */
@NullMarked
package dev.leeway.agent.format.yaml;

import org.jspecify.annotations.NullMarked;
