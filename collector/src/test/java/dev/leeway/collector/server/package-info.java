/** Tests of the collector as a process. */
@NullMarked
package dev.leeway.collector.server;

import org.jspecify.annotations.NullMarked;
