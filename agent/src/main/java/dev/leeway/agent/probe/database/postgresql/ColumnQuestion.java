package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks for the columns of all tables and views. */
final class ColumnQuestion {
    private static final String SQL = """
            select a.attrelid::bigint as relation, a.attnum as number, a.attname::text as name,
                   nullif(quote_ident(a.attname), a.attname::text) as quoted,
                   a.atttypid::bigint as typenumber, a.attcollation::bigint as collnumber, format_type(a.atttypid, a.atttypmod) as type,
                   a.attnotnull as required, a.attgenerated::text as generated, a.attidentity::text as identity,
                   pg_get_expr(f.adbin, f.adrelid) as expression, d.description as comment,
                   case when a.attcollation <> t.typcollation then
                       case when cn.nspname = 'pg_catalog' then '' else cn.nspname || '.' end || co.collname
                   end as collation
            from pg_attribute a
            join pg_class c on c.oid = a.attrelid
            join pg_namespace n on n.oid = c.relnamespace
            join pg_type t on t.oid = a.atttypid
            left join pg_attrdef f on f.adrelid = a.attrelid and f.adnum = a.attnum
            left join pg_collation co on co.oid = a.attcollation
            left join pg_namespace cn on cn.oid = co.collnamespace
            left join pg_description d
                 on d.objoid = a.attrelid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'f', 'v', 'm') and
            """ + Scope.READABLE;

    private ColumnQuestion() {}

    static void ask(DatabaseSession session, Relations relations) throws HostAccessException, InterruptedException {
        // Sorted here: the server would have to take all of it in before the first row.
        List<DatabaseRow> rows = session.query(SQL, List.of(relations.locked())).stream()
                .sorted(Comparator.comparingLong(row -> row.number("number").orElse(0)))
                .toList();
        rows.forEach(relations.columns()::add);
        for (DatabaseRow row : rows) {
            relations.table(row).ifPresent(table -> table.add(column(row, table, relations.sequenceNames())));
            relations.view(row).ifPresent(view -> view.columns.add(row.text("name") + " " + row.text("type")));
        }
    }

    private static Table.Column column(DatabaseRow row, TableBuilder table, SequenceNames sequences) {
        String name = row.text("name");
        String place = table.name().text() + "." + name;
        return new Table.Column(
                name,
                row.text("type"),
                !row.flag("required"),
                row.optional("expression").map(expression -> sequences.inDefault(expression, place)),
                word(row.text("generated"), "s", "stored", "v", "virtual"),
                word(row.text("identity"), "a", "always", "d", "by default"),
                row.optional("collation"),
                row.optional("comment"));
    }

    private static Optional<String> word(String code, String one, String first, String other, String second) {
        if (code.equals(one)) {
            return Optional.of(first);
        }
        return code.equals(other) ? Optional.of(second) : Optional.empty();
    }
}
