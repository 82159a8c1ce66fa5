/**
 * Where policies come from: reads {@code leeway.yaml} strictly and lays it over the policy that ships.
 *
 * <p>Takes text, not files: who finds the file is for others. Every error names its place and the next step; nothing here
 * applies a policy.
 */
@NullMarked
package dev.leeway.collector.source;

import org.jspecify.annotations.NullMarked;
