package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.List;

/** Asks who else is connected to the database. */
final class ClientQuestion {
    private static final String SQL = """
            select distinct a.usename::text as role, a.application_name as application, host(a.client_addr) as address,
                   a.query = '<insufficient privilege>' as hidden
            from pg_stat_activity a
            where a.datname = current_database() and a.pid <> pg_backend_pid() and a.usename is not null
              and coalesce(a.backend_type, 'client backend') = 'client backend' and a.application_name <> 'leeway-agent'
            """;

    private ClientQuestion() {}

    static List<Database.Client> ask(DatabaseSession session, Gaps gaps)
            throws HostAccessException, InterruptedException {
        List<Database.Client> clients = new ArrayList<>();
        session.each(SQL, List.of(), row -> {
            if (row.flag("hidden")) {
                gaps.add("client[*]/address", Kind.DENIED);
            }
            clients.add(new Database.Client(row.text("role"), row.text("application"), row.optional("address")));
        });
        return clients;
    }
}
