/**
 * What agents and collectors say to each other: where requests go, the bytes that are signed, and manifests, by which an unchanged
 * host is told in one small request.
 *
 * <p>Pure: no network, no clock, no files. How documents are written and read is {@code schema.json}'s.
 */
@NullMarked
package dev.leeway.schema.wire;

import org.jspecify.annotations.NullMarked;
