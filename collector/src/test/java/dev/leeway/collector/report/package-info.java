/** Tests of the renderers; reports are built by hand here, so that no comparison is needed to show one. */
@NullMarked
package dev.leeway.collector.report;

import org.jspecify.annotations.NullMarked;
