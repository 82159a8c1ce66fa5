@NullMarked
package dev.leeway.collector.store.sql;

import org.jspecify.annotations.NullMarked;
