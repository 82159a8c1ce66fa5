package dev.leeway.agent.probe.database.json;

import dev.leeway.agent.probe.database.sql.QuotedNames;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.time.Duration;
import java.util.Optional;

/** How an engine is asked for documents; each answer has one column, {@code document}, null for one that is too large. */
interface Dialect {
    /** Every document. */
    String all(JsonColumn column, int maxBytes);

    /**
     * Documents drawn as if by chance, and the same ones from an unchanged table.
     *
     * @param rows how many at most
     */
    Draw draw(DatabaseSession session, JsonColumn column, int rows, int maxBytes)
            throws HostAccessException, InterruptedException;

    /** The documents of the first or the last rows by primary key; of rows, so that it ends soon where most hold none. */
    String end(JsonColumn column, boolean last, int rows, int maxBytes);

    /** What lies at one end of a table, by its key. */
    static String rowsAtEnd(QuotedNames quoted, JsonColumn column, boolean last, int rows) {
        return "select " + quoted.name(column.column()) + " as held from " + quoted.table(column.table()) + " order by "
                + quoted.list(column.key(), last ? " desc" : "") + " limit " + rows;
    }

    /** The question so that the server itself gives up in time, where it can be told so with it. */
    default String within(Duration time, String sql) {
        return sql;
    }

    /** Makes the server give up in time, where that is a thing of its own. */
    default void limit(DatabaseSession session, Duration time) throws HostAccessException, InterruptedException {}

    /**
     * For an engine as {@link dev.leeway.agent.spi.DatabaseTarget#engine} calls it.
     *
     * @param product as the server calls itself
     */
    static Optional<Dialect> of(String engine, String product) {
        return switch (engine) {
            case "postgresql" -> Optional.of(new PostgresqlDialect());
            case "mysql" -> Optional.of(HashDialect.mysql(product.contains("MariaDB")));
            case "sqlite" -> Optional.of(HashDialect.sqlite());
            case "h2" -> Optional.of(HashDialect.h2());
            default -> Optional.empty();
        };
    }

    /**
     * A question that draws.
     *
     * @param rows how many it draws at most
     * @param whole whether fewer rows than that are all there are
     */
    record Draw(String sql, int rows, boolean whole) {}
}
