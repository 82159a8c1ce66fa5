/**
 * XML as found on a host: a small tree without document types, entities of its own, or anything fetched.
 *
 * <p>Pure and bounded.
 */
@NullMarked
package dev.leeway.agent.format.xml;

import org.jspecify.annotations.NullMarked;
