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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks for functions, procedures and aggregates. */
final class RoutineQuestion {
    /** Since when functions may have a body of SQL that is kept as a tree. */
    private static final int WITH_BODIES = 140_000;

    /** Arguments are put together here, because servers from 14 on print those of procedures with {@code IN}. */
    private static final String SQL = """
            select n.nspname::text as schema, p.proname::text as name, oidvectortypes(p.proargtypes) as signature,
                   p.prokind::text as kind, pg_get_function_result(p.oid) as returns, l.lanname::text as language,
                   p.provolatile::text as volatility, p.prosecdef as definer, p.proisstrict as strict,
                   p.proparallel::text as parallel, p.proleakproof as leakproof, p.proconfig as settings,
                   concat_ws(' ', array_to_string(p.proargnames, ',', ''), array_to_string(p.proargmodes, ''),
                             (select string_agg(format_type(u.type, null), ',' order by u.place)
                              from unnest(p.proallargtypes) with ordinality as u(type, place)),
                             pg_get_expr(p.proargdefaults, 0)) as arguments, p.prosrc as source, p.probin as library,
                   concat_ws(' ', nullif(g.aggtransfn, 0)::regproc, nullif(g.aggfinalfn, 0)::regproc,
                             nullif(g.aggcombinefn, 0)::regproc, nullif(g.agginitval, '')) as aggregate,
                   %s as body
            from pg_proc p
            join pg_namespace n on n.oid = p.pronamespace
            join pg_language l on l.oid = p.prolang
            left join pg_aggregate g on g.aggfnoid = p.oid
            where
            """;

    private static final Map<String, String> KINDS =
            Map.of("f", "function", "p", "procedure", "a", "aggregate", "w", "window");
    private static final Map<String, String> VOLATILITY = Map.of("i", "immutable", "s", "stable", "v", "volatile");
    private static final Map<String, String> PARALLEL = Map.of("s", "safe", "r", "restricted", "u", "unsafe");

    private RoutineQuestion() {}

    static List<Database.Routine> ask(DatabaseSession session, NameFilter filter, int version)
            throws HostAccessException, InterruptedException {
        String body = version >= WITH_BODIES ? "pg_get_function_sqlbody(p.oid)" : "null";
        List<Database.Routine> routines = new ArrayList<>();
        String sql = SQL.replace("%s", body) + Scope.OWN_SCHEMA + Scope.ownRoutine("p.oid");
        session.each(sql, List.of(), row -> {
            if (filter.schema(row.text("schema"))) {
                routines.add(routine(row));
            }
        });
        return routines;
    }

    private static Database.Routine routine(DatabaseRow row) {
        SortedMap<String, String> traits = new TreeMap<>();
        traits.put("language", row.text("language"));
        traits.put("volatility", VOLATILITY.getOrDefault(row.text("volatility"), "unknown"));
        traits.put("security", row.flag("definer") ? "definer" : "invoker");
        traits.put("parallel", PARALLEL.getOrDefault(row.text("parallel"), "unknown"));
        traits.put("strict", Boolean.toString(row.flag("strict")));
        if (row.flag("leakproof")) {
            traits.put("leakproof", "true");
        }
        return new Database.Routine(
                new ObjectName(row.text("schema"), row.text("name")),
                row.text("signature"),
                KINDS.getOrDefault(row.text("kind"), "unknown"),
                row.optional("returns"),
                traits,
                Optional.of(text(row)));
    }

    /** Arguments with names and defaults, settings, and the body, lines without the blanks at their ends. */
    private static String text(DatabaseRow row) {
        String settings = row.list("settings").stream().sorted().collect(Collectors.joining("\n"));
        String body = row.text("body").isEmpty() ? row.text("source") : row.text("body");
        String lines = body.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return String.join(
                "\n", row.text("arguments"), settings, row.text("library"), row.text("aggregate"), lines.strip());
    }
}
