@NullMarked
package dev.leeway.collector.selector;

import org.jspecify.annotations.NullMarked;
