/**
 * What names snapshots in a store: {@code prod}, {@code prod/web-01~3}, {@code prod@{2.weeks.ago}}, {@code baseline:release}.
 *
 * <p>A grammar and its values. No store, file or clock may enter: the moment that times are told from is handed in.
 */
@NullMarked
package dev.leeway.collector.selector;

import org.jspecify.annotations.NullMarked;
