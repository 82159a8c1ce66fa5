/**
 * Bills of materials of other tools, as CycloneDX JSON: read into a snapshot that says what they say and nothing more, and
 * written from a snapshot.
 *
 * <p>The only room that knows that format, its package URLs and its tools. It reads and writes streams that others open,
 * through the JSON code of the schemas and within its limits; nothing here compares, and no clock may enter: a bill that
 * tells no time is given one by the caller.
 */
@NullMarked
package dev.leeway.collector.sbom;

import org.jspecify.annotations.NullMarked;
