/** What becomes of changes to schemas of real databases on their way from the agent to the report. */
@NullMarked
package dev.leeway.samples.schema;

import org.jspecify.annotations.NullMarked;
