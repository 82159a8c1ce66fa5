package dev.leeway.agent.probe.database.json;

import dev.leeway.agent.probe.database.sql.QuotedNames;
import dev.leeway.agent.spi.DatabaseSession;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * Engines that cannot draw pages: rows with the smallest hashes of their keys, which reads every key and only the documents that are drawn.
 *
 * @param quoted how names are spelled
 * @param text makes text of {@code held}
 * @param bytes the length of {@code held}
 * @param order by which rows are drawn
 * @param limited a question with a limit to the time it takes
 */
record HashDialect(QuotedNames quoted, String text, String bytes, Function<JsonColumn, String> order, Limited limited)
        implements Dialect {
    static HashDialect mysql(boolean mariadb) {
        QuotedNames quoted = QuotedNames.of("mysql");
        return new HashDialect(
                quoted,
                "cast(held as char)",
                "octet_length(held)",
                column -> {
                    String key = column.key().isEmpty() ? quoted.name(column.column()) : quoted.list(column.key(), "");
                    return "md5(concat_ws('|', " + key + "))";
                },
                mariadb ? HashDialect::mariadb : HashDialect::mysql);
    }

    private static String mariadb(Duration time, String sql) {
        return String.format(
                Locale.ROOT, "set statement max_statement_time = %.3f for %s", time.toMillis() / 1000.0, sql);
    }

    private static String mysql(Duration time, String sql) {
        return sql.replaceFirst("^select ", "select /*+ MAX_EXECUTION_TIME(" + time.toMillis() + ") */ ");
    }

    /** It has no function that hashes, but every table that is not kept by its key counts its rows. */
    static HashDialect sqlite() {
        return new HashDialect(
                QuotedNames.of("sqlite"),
                "cast(held as text)",
                "length(cast(held as blob))",
                column -> "(rowid % 2147483648) * 1103515245 % 2147483648, rowid",
                (time, sql) -> sql);
    }

    static HashDialect h2() {
        QuotedNames quoted = QuotedNames.of("h2");
        return new HashDialect(
                quoted,
                "cast(held as varchar)",
                "octet_length(cast(held as varchar))",
                column -> column.key().isEmpty() ? "_rowid_" : "ora_hash((" + quoted.list(column.key(), "") + "))",
                (time, sql) -> sql);
    }

    @Override
    public String all(JsonColumn column, int maxBytes) {
        return documents(rows(column), maxBytes);
    }

    private String rows(JsonColumn column) {
        String held = quoted.name(column.column());
        return "select " + held + " as held from " + quoted.table(column.table()) + " where " + held + " is not null";
    }

    @Override
    public Draw draw(DatabaseSession session, JsonColumn column, int rows, int maxBytes) {
        String drawn = rows(column) + " order by " + order.apply(column) + " limit " + rows;
        return new Draw(documents(drawn, maxBytes), rows, true);
    }

    @Override
    public String end(JsonColumn column, boolean last, int rows, int maxBytes) {
        return documents(Dialect.rowsAtEnd(quoted, column, last, rows), maxBytes) + " where held is not null";
    }

    private String documents(String rows, int maxBytes) {
        return "select case when " + bytes + " <= " + maxBytes + " then " + text + " end as document from (" + rows
                + ") rows_read";
    }

    @Override
    public String within(Duration time, String sql) {
        return limited.sql(time, sql);
    }

    interface Limited {
        String sql(Duration time, String sql);
    }
}
