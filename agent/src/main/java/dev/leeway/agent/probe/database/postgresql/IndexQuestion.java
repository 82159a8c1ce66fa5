package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for the indexes of all tables, but those that carry a constraint. */
final class IndexQuestion {
    private static final String SQL = """
            select i.indexrelid::bigint as number, i.indrelid::bigint as relation, x.relname::text as name,
                   am.amname::text as method, i.indisunique as isunique,
                   i.indisvalid and i.indisready and i.indislive as valid, i.indnkeyatts as keys,
                   i.indkey::text as columns, i.indclass::text as classes, i.indcollation::text as collations,
                   x.reloptions is not null or %s
                     or i.indexrelid in (select o.attrelid from pg_attribute o where o.attoptions is not null) as special,
                   pg_get_expr(i.indpred, i.indrelid) as predicate, i.indoption::text as orders
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            join pg_am am on am.oid = x.relam
            join pg_class c on c.oid = i.indrelid
            join pg_namespace n on n.oid = c.relnamespace
            where not exists (select from pg_constraint k
                              where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
              and c.relkind in ('r', 'p', 'm') and
            """ + Scope.READABLE;

    /** To print one the server looks up every operator class, so it is asked of those alone that say more than columns. */
    private static final String DEFINITIONS = """
            select i.indexrelid::bigint as number, pg_get_indexdef(i.indexrelid) as definition,
                   array(select pg_get_indexdef(i.indexrelid, k, false)
                         from generate_series(1, i.indnatts) k order by k)::text[] as parts
            from pg_index i where i.indexrelid = any (?::text[]::oid[])
            """;

    private static final int KNOWS_NULLS_NOT_DISTINCT = 150_000;
    private static final int DESCENDING = 1;
    private static final int NULLS_FIRST = 2;

    private IndexQuestion() {}

    static void ask(DatabaseSession session, Relations relations, int version)
            throws HostAccessException, InterruptedException {
        String sql = SQL.replace("%s", version >= KNOWS_NULLS_NOT_DISTINCT ? "i.indnullsnotdistinct" : "false");
        List<DatabaseRow> rows = session.query(sql, List.of(relations.locked()));
        if (rows.isEmpty()) {
            return;
        }
        ColumnNumbers columns = relations.columns();
        columns.learn(session, rows.stream().map(IndexQuestion::relation).toList());
        OperatorClasses classes = OperatorClasses.read(session);
        List<String> odd = rows.stream()
                .filter(row -> !plain(row, columns, classes))
                .map(row -> row.text("number"))
                .toList();
        Map<Long, DatabaseRow> printed = new HashMap<>();
        if (!odd.isEmpty()) {
            for (DatabaseRow row : session.query(DEFINITIONS, List.of(odd))) {
                printed.put(row.number("number").orElse(0), row);
            }
        }
        for (DatabaseRow row : rows) {
            Optional<DatabaseRow> definition =
                    Optional.ofNullable(printed.get(row.number("number").orElse(0)));
            List<String> parts = definition.map(each -> each.list("parts")).orElseGet(() -> parts(row, columns));
            Optional<String> text = definition.map(each -> each.text("definition"));
            relations.table(row).ifPresent(table -> table.add(index(row, parts, text, table.name())));
            relations.view(row).ifPresent(view -> view.indexes.add(index(row, parts, text, view.name)));
        }
    }

    private static long relation(DatabaseRow row) {
        return row.number("relation").orElse(0);
    }

    /** Whether all there is to say of it is in the row: nothing but columns, each by what goes without saying for it. */
    private static boolean plain(DatabaseRow row, ColumnNumbers columns, OperatorClasses classes) {
        if (row.flag("special")) {
            return false;
        }
        List<Integer> numbers = ColumnNumbers.numbers(row.text("columns"));
        List<String> chosen = List.of(row.text("classes").split(" ", -1));
        List<String> collations = List.of(row.text("collations").split(" ", -1));
        for (int i = 0; i < numbers.size(); i++) {
            Optional<ColumnNumbers.Column> column = columns.find(relation(row), numbers.get(i));
            if (numbers.get(i) <= 0 || column.isEmpty()) {
                return false;
            }
            boolean key = i < chosen.size() && i < collations.size();
            if (key
                    && !(classes.plain(
                                    Long.parseLong(chosen.get(i)), column.get().type())
                            && ofColumn(Long.parseLong(collations.get(i)), column.get()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean ofColumn(long collation, ColumnNumbers.Column column) {
        return collation == 0 || collation == column.collation();
    }

    private static List<String> parts(DatabaseRow row, ColumnNumbers columns) {
        return ColumnNumbers.numbers(row.text("columns")).stream()
                .flatMap(number -> columns.find(relation(row), number).stream())
                .map(ColumnNumbers.Column::quoted)
                .toList();
    }

    private static Table.Index index(DatabaseRow row, List<String> all, Optional<String> definition, ObjectName table) {
        int keys = (int) Math.min(row.number("keys").orElse(all.size()), all.size());
        List<String> plain = all.subList(0, keys);
        List<String> included = all.subList(keys, all.size());
        String[] orders = row.text("orders").split(" ", -1);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            int order = i < orders.length && orders[i].matches("\\d{1,4}") ? Integer.parseInt(orders[i]) : 0;
            parts.add(plain.get(i) + order(order));
        }
        String name = row.text("name");
        boolean generated =
                GeneratedNames.index(table.name(), all, name) || GeneratedNames.index(table.name(), plain, name);
        Optional<String> predicate = row.optional("predicate");
        return new Table.Index(
                parts,
                included,
                row.text("method"),
                row.flag("isunique"),
                predicate,
                definition.flatMap(text -> rest(text, all, included, predicate)),
                row.flag("valid"),
                generated ? Optional.empty() : Optional.of(name));
    }

    private static String order(int bits) {
        boolean descending = (bits & DESCENDING) != 0;
        boolean nullsFirst = (bits & NULLS_FIRST) != 0;
        String nulls = descending == nullsFirst ? "" : nullsFirst ? " nulls first" : " nulls last";
        return (descending ? " desc" : "") + nulls;
    }

    /** What the definition says beside what is told of the index elsewhere; empty for most. */
    private static Optional<String> rest(
            String definition, List<String> all, List<String> included, Optional<String> predicate) {
        int using = definition.indexOf(" USING ");
        int open = definition.indexOf(" (", Math.max(using, 0));
        if (using < 0 || open < 0) {
            return Optional.of(definition);
        }
        String rest = definition.substring(open + 1);
        String where = " WHERE " + predicate.orElse("");
        if (predicate.isPresent() && rest.endsWith(where)) {
            rest = rest.substring(0, rest.length() - where.length());
        }
        if (!included.isEmpty()) {
            rest = rest.replace(" INCLUDE (" + String.join(", ", included) + ")", "");
        }
        List<String> keys = all.subList(0, all.size() - included.size());
        String bare = rest.replace(" DESC", "").replace(" NULLS LAST", "").replace(" NULLS FIRST", "");
        return bare.equals("(" + String.join(", ", keys) + ")") ? Optional.empty() : Optional.of(bare);
    }
}
