package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks for keys, checks and exclusions of all tables; their names are not asked for. */
final class ConstraintQuestion {
    private static final String SQL = """
            select k.conrelid::bigint as relation, k.contype::text as type, k.condeferrable as deferrable,
                   k.condeferred as deferred, k.convalidated as validated, k.connoinherit as noinherit,
                   k.conkey::text as columns, k.confrelid::bigint as other, k.confkey::text as referenced,
                   fn.nspname::text as otherschema, f.relname::text as othertable,
                   k.confupdtype::text as onupdate, k.confdeltype::text as ondelete, k.confmatchtype::text as match,
                   pg_get_constraintdef(k.oid) as definition
            from pg_constraint k
            join pg_class c on c.oid = k.conrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_class f on f.oid = k.confrelid
            left join pg_namespace fn on fn.oid = f.relnamespace
            where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conparentid = 0 and
            """ + Scope.READABLE;

    private static final Map<String, String> ACTIONS =
            Map.of("a", "no action", "r", "restrict", "c", "cascade", "n", "set null", "d", "set default");
    private static final Pattern INCLUDED = Pattern.compile("\\) INCLUDE (\\(.*?\\))");
    private static final Pattern COLUMNS_SET = Pattern.compile(" ON DELETE SET (?:NULL|DEFAULT) (\\(.*?\\))");
    private static final Pattern TRAILING =
            Pattern.compile("( NOT VALID| NO INHERIT| NOT ENFORCED| DEFERRABLE| INITIALLY DEFERRED)+$");

    private ConstraintQuestion() {}

    static void ask(DatabaseSession session, Relations relations) throws HostAccessException, InterruptedException {
        List<DatabaseRow> rows = session.query(SQL, List.of(relations.locked()));
        ColumnNumbers columns = relations.columns();
        columns.learn(
                session,
                rows.stream()
                        .flatMap(row -> Stream.of("relation", "other").map(end -> number(row, end)))
                        .toList());
        for (DatabaseRow row : rows) {
            relations.table(row).ifPresent(table -> table.add(constraint(row, columns)));
        }
    }

    private static long number(DatabaseRow row, String end) {
        return row.number(end).orElse(0);
    }

    private static Constraint constraint(DatabaseRow row, ColumnNumbers numbers) {
        List<String> columns = numbers.names(number(row, "relation"), row.text("columns"));
        String definition = row.text("definition");
        return switch (row.text("type")) {
            case "p" -> new Constraint.PrimaryKey(columns, traits(row));
            case "u" -> new Constraint.Unique(columns, traits(row));
            case "f" -> foreignKey(row, columns, numbers.names(number(row, "other"), row.text("referenced")));
            case "x" -> new Constraint.Exclusion(sorted(columns), definition, traits(row));
            default -> new Constraint.Check(sorted(columns), condition(definition), traits(row));
        };
    }

    private static List<String> sorted(List<String> columns) {
        return columns.stream().sorted().toList();
    }

    private static String condition(String definition) {
        String told = TRAILING.matcher(definition).replaceFirst("");
        return SqlExpression.unwrapped(told.startsWith("CHECK ") ? told.substring("CHECK ".length()) : told);
    }

    /** In the order of its own columns, because a key of several says the same in any. */
    private static Constraint foreignKey(DatabaseRow row, List<String> columns, List<String> referenced) {
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < columns.size() && i < referenced.size(); i++) {
            pairs.put(columns.get(i), referenced.get(i));
        }
        Matcher set = COLUMNS_SET.matcher(row.text("definition"));
        String only = set.find() ? " " + set.group(1) : "";
        return new Constraint.ForeignKey(
                List.copyOf(pairs.keySet()),
                new ObjectName(row.text("otherschema"), row.text("othertable")),
                List.copyOf(pairs.values()),
                ACTIONS.getOrDefault(row.text("ondelete"), "unknown") + only,
                ACTIONS.getOrDefault(row.text("onupdate"), "unknown"),
                traits(row));
    }

    private static String traits(DatabaseRow row) {
        String definition = row.text("definition");
        List<String> traits = new ArrayList<>();
        if (definition.startsWith("UNIQUE NULLS NOT DISTINCT")) {
            traits.add("nulls not distinct");
        }
        if (definition.contains(" WITHOUT OVERLAPS)")) {
            traits.add("without overlaps");
        }
        Optional.of(INCLUDED.matcher(definition))
                .filter(matcher -> "pu".contains(row.text("type")) && matcher.find())
                .ifPresent(matcher -> traits.add("include " + matcher.group(1)));
        if (row.text("match").equals("f")) {
            traits.add("match full");
        }
        if (row.flag("deferrable")) {
            traits.add(row.flag("deferred") ? "deferrable initially deferred" : "deferrable");
        }
        if (!row.flag("validated")) {
            traits.add("not valid");
        }
        if (row.flag("noinherit") && row.text("type").equals("c")) {
            traits.add("no inherit");
        }
        if (definition.endsWith(" NOT ENFORCED")) {
            traits.add("not enforced");
        }
        return String.join(", ", traits).toLowerCase(Locale.ROOT);
    }
}
