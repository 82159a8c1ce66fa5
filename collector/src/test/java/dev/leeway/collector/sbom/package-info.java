/** Tests of how bills of materials are read and written. */
@NullMarked
package dev.leeway.collector.sbom;

import org.jspecify.annotations.NullMarked;
