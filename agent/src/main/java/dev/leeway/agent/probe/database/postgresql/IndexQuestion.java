package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks for the indexes of all tables, but those that carry a constraint. */
final class IndexQuestion {
    private static final String SQL = """
            select i.indrelid as relation, x.relname::text as name, am.amname::text as method, i.indisunique as isunique,
                   i.indisvalid and i.indisready and i.indislive as valid, i.indnkeyatts as keys,
                   pg_get_indexdef(i.indexrelid) as definition, pg_get_expr(i.indpred, i.indrelid) as predicate,
                   array(select pg_get_indexdef(i.indexrelid, k, false)
                         from generate_series(1, i.indnatts) k order by k)::text[] as parts,
                   i.indoption::text as orders
            from pg_index i
            join pg_class x on x.oid = i.indexrelid
            join pg_am am on am.oid = x.relam
            join pg_class c on c.oid = i.indrelid
            join pg_namespace n on n.oid = c.relnamespace
            where not exists (select from pg_constraint k
                              where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
              and c.relkind in ('r', 'p', 'm') and
            """ + Scope.READABLE;

    private static final int DESCENDING = 1;
    private static final int NULLS_FIRST = 2;

    private IndexQuestion() {}

    static void ask(DatabaseSession session, Relations relations) throws HostAccessException, InterruptedException {
        session.each(SQL, List.of(relations.locked()), row -> {
            relations.table(row).ifPresent(table -> table.indexes.add(index(row, table.name.name())));
            relations.view(row).ifPresent(view -> view.indexes.add(index(row, view.name.name())));
        });
    }

    private static Table.Index index(DatabaseRow row, String table) {
        List<String> all = row.list("parts");
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
        boolean generated = GeneratedNames.index(table, all, name) || GeneratedNames.index(table, plain, name);
        Optional<String> predicate = row.optional("predicate");
        return new Table.Index(
                parts,
                included,
                row.text("method"),
                row.flag("isunique"),
                predicate,
                rest(row.text("definition"), all, included, predicate),
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
