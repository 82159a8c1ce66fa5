package dev.leeway.agent.probe.database.json;

import dev.leeway.agent.probe.database.sql.QuotedNames;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * PostgreSQL: pages are drawn by {@code TABLESAMPLE SYSTEM ... REPEATABLE}, and among their rows those with the smallest hashes of their
 * places.
 *
 * <p>That reads about as many pages as rows are wanted, however large the table; drawing by a hash of the key would read all of it. The
 * share of pages follows from the size of the table and not from statistics, which another {@code ANALYZE} changes, so that a table nobody
 * wrote to gives the same rows again.
 */
final class PostgresqlDialect implements Dialect {
    private static final QuotedNames QUOTED = QuotedNames.of("postgresql");

    private static final String PAGES = """
            select (coalesce(sum(pg_relation_size(r.id)), 0) / current_setting('block_size')::bigint)::bigint as pages
            from (select ?::regclass::oid as id union select relid::oid from pg_partition_tree(?::regclass)) r
            """;

    @Override
    public String all(JsonColumn column, int maxBytes) {
        String held = QUOTED.name(column.column());
        return documents(
                "select " + held + " as held from " + QUOTED.table(column.table()) + " where " + held + " is not null",
                maxBytes);
    }

    @Override
    public Draw draw(DatabaseSession session, JsonColumn column, int rows, int maxBytes)
            throws HostAccessException, InterruptedException {
        String table = QUOTED.table(column.table());
        List<DatabaseRow> answer = session.query(PAGES, List.of(table, table));
        long pages = answer.isEmpty() ? 0 : answer.get(0).number("pages").orElse(0);
        int wanted = Math.max(1, rows / 2);
        if (pages <= wanted) {
            return new Draw(drawn(column, "", rows, maxBytes), rows, true);
        }
        String share = String.format(Locale.ROOT, " tablesample system (%.6f) repeatable (7)", 100.0 * wanted / pages);
        return new Draw(drawn(column, share, wanted, maxBytes), wanted, false);
    }

    private static String drawn(JsonColumn column, String share, int rows, int maxBytes) {
        String held = QUOTED.name(column.column());
        return documents(
                "select " + held + " as held from " + QUOTED.table(column.table()) + share + " where " + held
                        + " is not null order by hashtext(ctid::text), ctid limit " + rows,
                maxBytes);
    }

    @Override
    public String end(JsonColumn column, boolean last, int rows, int maxBytes) {
        return documents(Dialect.rowsAtEnd(QUOTED, column, last, rows), maxBytes) + " where held is not null";
    }

    /** A document is unpacked only where its row was chosen, and sent only where it is not too large. */
    private static String documents(String rows, int maxBytes) {
        return "select case when octet_length(held::text) <= " + maxBytes + " then held::text end as document from ("
                + rows + ") rows_read";
    }

    @Override
    public void limit(DatabaseSession session, Duration time) throws HostAccessException, InterruptedException {
        session.query(
                "select set_config('statement_timeout', ?, true)",
                List.of(Long.toString(Math.max(1, time.toMillis()))));
    }
}
