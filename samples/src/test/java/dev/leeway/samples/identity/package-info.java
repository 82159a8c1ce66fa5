/** One service under many names, on many hosts: seen by the packaged programs over hosts written down as files. */
@NullMarked
package dev.leeway.samples.identity;

import org.jspecify.annotations.NullMarked;
