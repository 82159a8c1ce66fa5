/**
 * The model's only JSON code: read, write, canonical bytes, ids, limits, version check.
 *
 * <p>The one home of Jackson. Everything read here has hard limits and a clear error naming the place. No files, no
 * clock, no network: streams come from the caller.
 */
@NullMarked
package dev.leeway.schema.json;

import org.jspecify.annotations.NullMarked;
