package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks who else is connected to the database; these servers know no names of applications. */
final class MysqlClients {
    private static final String SQL = """
            select distinct p.user as account, p.host as host from information_schema.processlist p
            where p.db = database() and p.id <> connection_id() and p.command <> 'Daemon'
            """;

    private static final Set<String> OF_THE_SERVER = Set.of("system user", "event_scheduler");

    private MysqlClients() {}

    static List<Database.Client> ask(DatabaseSession session) throws HostAccessException, InterruptedException {
        List<Database.Client> clients = new ArrayList<>();
        session.each(SQL, List.of(), row -> {
            if (!OF_THE_SERVER.contains(row.text("account"))) {
                clients.add(new Database.Client(row.text("account"), "", address(row.text("host"))));
            }
        });
        return clients;
    }

    /** Without the port; none for a socket, which is told as {@code localhost}. */
    private static Optional<String> address(String host) {
        int port = host.lastIndexOf(':');
        String address = port > 0 && host.substring(port + 1).matches("\\d+") ? host.substring(0, port) : host;
        return address.equals("localhost") && port < 0 ? Optional.empty() : Optional.of(loopback(address));
    }

    private static String loopback(String address) {
        return address.equals("localhost") ? "127.0.0.1" : address;
    }
}
