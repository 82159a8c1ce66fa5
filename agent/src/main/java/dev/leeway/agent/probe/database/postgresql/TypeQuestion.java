package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for enumerations, domains, composite types and ranges. */
final class TypeQuestion {
    private static final String SQL = """
            select n.nspname::text as schema, t.typname::text as name, t.typtype::text as kind,
                   array(select e.enumlabel from pg_enum e where e.enumtypid = t.oid
                         order by e.enumsortorder)::text[] as labels,
                   array(select a.attname || ' ' || format_type(a.atttypid, a.atttypmod) from pg_attribute a
                         where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
                         order by a.attnum)::text[] as attributes,
                   case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end as base,
                   t.typnotnull as required, t.typdefault as expression,
                   array(select pg_get_constraintdef(k.oid) from pg_constraint k
                         where k.contypid = t.oid and k.contype = 'c')::text[] as checks,
                   format_type(r.rngsubtype, null) as subtype
            from pg_type t
            join pg_namespace n on n.oid = t.typnamespace
            left join pg_range r on r.rngtypid = t.oid
            where (t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and exists
                     (select from pg_class c where c.oid = t.typrelid and c.relkind = 'c'))) and
            """ + Scope.OWN_SCHEMA + Scope.notOfExtension("pg_type", "t.oid");

    private static final Map<String, String> KINDS = Map.of("e", "enum", "d", "domain", "c", "composite", "r", "range");

    private TypeQuestion() {}

    static List<Database.UserType> ask(DatabaseSession session, NameFilter filter)
            throws HostAccessException, InterruptedException {
        List<Database.UserType> types = new ArrayList<>();
        session.each(SQL, List.of(), row -> {
            if (filter.schema(row.text("schema"))) {
                types.add(type(row));
            }
        });
        return types;
    }

    private static Database.UserType type(DatabaseRow row) {
        String kind = KINDS.getOrDefault(row.text("kind"), "unknown");
        List<String> parts = kind.equals("enum") ? row.list("labels") : row.list("attributes");
        Optional<String> definition = switch (kind) {
            case "domain" -> Optional.of(domain(row));
            case "range" -> row.optional("subtype");
            default -> Optional.empty();
        };
        return new Database.UserType(new ObjectName(row.text("schema"), row.text("name")), kind, parts, definition);
    }

    private static String domain(DatabaseRow row) {
        StringBuilder definition = new StringBuilder(row.text("base"));
        definition.append(row.flag("required") ? " NOT NULL" : "");
        row.optional("expression")
                .ifPresent(expression -> definition.append(" DEFAULT ").append(expression));
        row.list("checks").stream()
                .sorted()
                .forEach(check -> definition.append(' ').append(check));
        return definition.toString();
    }
}
