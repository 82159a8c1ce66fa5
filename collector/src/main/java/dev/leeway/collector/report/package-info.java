/**
 * What a person or a machine reads: one renderer per format, each over the one {@link dev.leeway.schema.report.Report}.
 *
 * <p>Every renderer encodes values for its own sink, has a size budget and says what it left out. Nothing here compares,
 * judges, reads files or looks at a clock: ages are told from the report's own {@code asOf}, so the same report gives the
 * same bytes.
 */
@NullMarked
package dev.leeway.collector.report;

import org.jspecify.annotations.NullMarked;
