/** Databases on real servers, as the packaged agent sees them and the packaged collector tells of them. */
@NullMarked
package dev.leeway.samples.database;

import org.jspecify.annotations.NullMarked;
