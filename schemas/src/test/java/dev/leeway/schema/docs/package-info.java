/**
 * Tests that hold the documents under {@code docs/} to what the code does, and write those that are generated.
 *
 * <p>Nothing here is shipped.
 */
@NullMarked
package dev.leeway.schema.docs;

import org.jspecify.annotations.NullMarked;
