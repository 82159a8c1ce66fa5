/** Tests of policies in Git repositories. */
@NullMarked
package dev.leeway.collector.source.git;

import org.jspecify.annotations.NullMarked;
