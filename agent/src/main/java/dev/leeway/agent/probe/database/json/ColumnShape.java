package dev.leeway.agent.probe.database.json;

import dev.leeway.agent.probe.database.shape.Shape;
import dev.leeway.agent.spi.DatabaseTarget.Scan;
import dev.leeway.agent.spi.HostAccessException;
import java.util.Optional;

/**
 * What was seen of a column.
 *
 * @param scan {@code FULL} where every row was read, asked for or not
 * @param bound in words, what may be unseen
 * @param ended why not all was read that should have been; empty when it was
 */
public record ColumnShape(
        JsonColumn column, Shape shape, Scan scan, String bound, Optional<HostAccessException.Kind> ended) {}
