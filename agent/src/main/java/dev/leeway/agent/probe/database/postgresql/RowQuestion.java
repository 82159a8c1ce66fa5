package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;

/**
 * Asks how many rows tables have that were never analysed, and tables with partitions: by the size of their files, as the server's
 * own planner does it.
 *
 * <p>What has no more pages than hold a thousand of the smallest rows has fewer; of others the width of the columns says about how
 * many fit. Nothing is read of the files.
 */
final class RowQuestion {
    /** Servers before 14 write zero for what was never analysed, and for what was empty then. */
    static final String ANALYSED = """
            (c.reltuples > 0 or (c.reltuples = 0 and (c.relpages > 0
                or current_setting('server_version_num')::int >= 140000)))
            """;

    /** Of a page and of a row in it what is no content: the header, and pointer and header of a row. */
    private static final String ESTIMATE = """
            (select case when s.pages * ((s.page - 24) / 28) < 1000 then 0
                         else s.pages * (s.page - 24) / (28 + (
                             select coalesce(sum(case when a.attlen > 0 then a.attlen else 32 end), 0)
                             from pg_attribute a
                             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)) end
             from (select b.page, pg_relation_size(c.oid) / b.page as pages
                   from (select current_setting('block_size')::bigint as page) b) s)
            """;

    private static final String SQL = """
            with recursive parts(root, relid, leaf) as (
              select c.oid, c.oid, c.relkind <> 'p' from pg_class c where c.oid = any (?::text[]::oid[])
              union all
              select p.root, i.inhrelid, l.relkind <> 'p'
              from parts p join pg_inherits i on i.inhparent = p.relid join pg_class l on l.oid = i.inhrelid
              where not p.leaf)
            select p.root as relation, count(*) filter (where p.leaf) as parts, count(x.tuples) as known,
                   sum(x.tuples)::bigint as tuples
            from parts p join pg_class c on c.oid = p.relid
            cross join lateral (
              select case when not p.leaf then null
                          when
            """ + ANALYSED + """
                          then c.reltuples::bigint
                          when c.relkind not in ('r', 'm') or c.oid = any (?::text[]::oid[]) then null
                          else
            """ + ESTIMATE + """
                     end as tuples) x
            group by p.root
            """;

    private RowQuestion() {}

    static void ask(DatabaseSession session, Relations relations) throws HostAccessException, InterruptedException {
        List<String> uncounted = relations.uncounted();
        if (uncounted.isEmpty()) {
            return;
        }
        session.each(SQL, List.of(uncounted, relations.locked()), row -> {
            boolean all = row.number("known").equals(row.number("parts"));
            if (all) {
                relations
                        .table(row)
                        .ifPresent(table -> table.rows(row.number("tuples").orElse(0)));
            }
        });
    }
}
