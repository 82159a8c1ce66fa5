package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;

/** Asks for the queries of views, by itself: to print one the server locks the tables it reads, and may have to wait for that. */
final class ViewQuestion {
    private static final String SQL = """
            select c.oid as relation, pg_get_viewdef(c.oid) as query
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('v', 'm') and
            """ + Scope.OWN_RELATION;

    private ViewQuestion() {}

    static void ask(DatabaseSession session, Relations relations) throws HostAccessException, InterruptedException {
        session.each(
                SQL,
                List.of(),
                row -> relations
                        .view(row)
                        .ifPresent(view -> view.query = row.optional("query").map(ViewText::normalised)));
    }
}
