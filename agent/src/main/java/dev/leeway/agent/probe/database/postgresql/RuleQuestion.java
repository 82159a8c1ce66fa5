package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks for triggers and for policies of row security. */
final class RuleQuestion {
    private static final String SQL = """
            select 'trigger' as what, g.tgrelid as relation, g.tgname::text as name, g.tgtype::integer as bits,
                   g.tgenabled::text as enabled, pg_get_triggerdef(g.oid) as definition,
                   array(select a.attname from unnest(g.tgattr) u(num)
                         join pg_attribute a on a.attrelid = g.tgrelid and a.attnum = u.num
                         order by a.attname)::text[] as names,
                   g.tgdeferrable as one, g.tginitdeferred as other,
                   concat_ws(', ', 'old table ' || g.tgoldtable, 'new table ' || g.tgnewtable) as usage,
                   null as checked, null as command
            from pg_trigger g
            join pg_class c on c.oid = g.tgrelid
            join pg_namespace n on n.oid = c.relnamespace
            where not g.tgisinternal and
            """ + Scope.READABLE + """
            union all
            select 'policy', p.polrelid, p.polname::text, 0, null, null,
                   array(select case when r.num = 0 then 'PUBLIC' else pg_get_userbyid(r.num) end
                         from unnest(p.polroles) r(num))::text[],
                   p.polpermissive, false, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid),
                   p.polcmd::text
            from pg_policy p
            join pg_class c on c.oid = p.polrelid
            join pg_namespace n on n.oid = c.relnamespace
            where
            """ + Scope.READABLE;

    private static final int ROW = 1;
    private static final int BEFORE = 2;
    private static final int INSTEAD = 64;

    private static final Map<Integer, String> EVENTS = Map.of(4, "insert", 8, "delete", 16, "update", 32, "truncate");

    private static final Map<String, String> COMMANDS =
            Map.of("r", "select", "a", "insert", "w", "update", "d", "delete", "*", "all");

    private RuleQuestion() {}

    static void ask(DatabaseSession session, Relations relations) throws HostAccessException, InterruptedException {
        session.each(
                SQL,
                List.of(relations.locked(), relations.locked()),
                row -> relations.table(row).ifPresent(table -> {
                    if (row.text("what").equals("trigger")) {
                        table.add(trigger(row));
                    } else {
                        table.add(policy(row));
                    }
                }));
    }

    private static Table.Trigger trigger(DatabaseRow row) {
        int bits = (int) row.number("bits").orElse(0);
        List<String> events = new ArrayList<>();
        EVENTS.forEach((bit, event) -> {
            if ((bits & bit) != 0) {
                boolean some = event.equals("update") && !row.list("names").isEmpty();
                events.add(some ? event + " of " + String.join(", ", row.list("names")) : event);
            }
        });
        String level = (bits & ROW) != 0 ? "row" : "statement";
        String timing = (bits & BEFORE) != 0 ? "before" : (bits & INSTEAD) != 0 ? "instead of" : "after";
        return new Table.Trigger(
                row.text("name"),
                timing,
                events.stream().sorted().toList(),
                level,
                !row.text("enabled").equals("D"),
                text(row));
    }

    /** What it does, and when beside the events: everything that follows the level in its definition. */
    private static String text(DatabaseRow row) {
        String definition = row.text("definition");
        int level = definition.indexOf(" FOR EACH ");
        int end = level < 0 ? -1 : definition.indexOf(' ', level + " FOR EACH ".length());
        String deferred = row.flag("one") ? row.flag("other") ? "initially deferred " : "deferrable " : "";
        return deferred + row.text("usage") + (end < 0 ? definition : definition.substring(end));
    }

    private static Table.Policy policy(DatabaseRow row) {
        return new Table.Policy(
                row.text("name"),
                COMMANDS.getOrDefault(row.text("command"), "unknown"),
                row.flag("one"),
                row.list("names"),
                row.optional("usage"),
                row.optional("checked"));
    }
}
