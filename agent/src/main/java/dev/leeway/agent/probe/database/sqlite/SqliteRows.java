package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.model.Attempts;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.probe.database.sql.QuotedNames;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts rows of tables that were never analysed, which takes no lock of anybody's in a copy: up to a limit one by one, and beyond it
 * by the numbers of the first and the last row.
 */
final class SqliteRows {
    private static final int LIMIT = 100_000;
    private static final int AT_ONCE = 100;
    private static final String MODULE = "module";
    private static final List<String> NUMBERS = List.of("rowid", "_rowid_", "oid");
    private static final QuotedNames QUOTED = QuotedNames.of("sqlite");

    private final List<TableBuilder> tables;

    SqliteRows(List<TableBuilder> tables) {
        this.tables = tables;
    }

    void ask(DatabaseSession session) throws HostAccessException, InterruptedException {
        List<TableBuilder> tables = plain(true);
        for (int from = 0; from < tables.size(); from += AT_ONCE) {
            List<TableBuilder> some = tables.subList(from, Math.min(tables.size(), from + AT_ONCE));
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                parts.add(question(i, some.get(i)));
            }
            session.each(
                    String.join(" union all ", parts),
                    List.of(),
                    row -> count(row, some.get((int) row.number("place").orElse(0))));
        }
        for (TableBuilder table : plain(false)) {
            // Where its module lacks it stays uncounted, and is told so with its table.
            new Attempts(new Gaps())
                    .ask(Gaps.ROWS, () -> session.each(question(0, table), List.of(), row -> count(row, table)));
        }
    }

    /** Those that a module keeps are asked one by one, because one that lacks would end the question for all. */
    private List<TableBuilder> plain(boolean plain) {
        return tables.stream()
                .filter(table -> table.option(MODULE).isEmpty() == plain)
                .toList();
    }

    private static String question(int place, TableBuilder table) {
        String name = QUOTED.table(table.name());
        String span = number(table)
                .map(number -> "(select max(" + number + ") - min(" + number + ") + 1 from " + name + ")")
                .orElse("null");
        return "select " + place + " as place, (select count(*) from (select 1 from " + name + " limit " + LIMIT
                + ")) as counted, " + span + " as span";
    }

    /** What rows are numbered by, unless a column has that name. */
    private static Optional<String> number(TableBuilder table) {
        if (table.option("rowid").isPresent() || table.option(MODULE).isPresent()) {
            return Optional.empty();
        }
        return NUMBERS.stream()
                .filter(name -> table.columns().stream()
                        .noneMatch(column -> column.name().equalsIgnoreCase(name)))
                .findFirst();
    }

    private static void count(DatabaseRow row, TableBuilder table) {
        long counted = row.number("counted").orElse(0);
        OptionalLong span = row.number("span");
        if (counted < LIMIT) {
            table.rows(counted);
        } else if (span.isPresent()) {
            table.rows(Math.max(counted, span.getAsLong()));
        }
    }
}
