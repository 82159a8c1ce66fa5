package dev.leeway.agent.probe.database.h2;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.Server;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks what server this is, who may do what, and who is connected. */
final class H2Server {
    private static final String SELF = """
            select current_user as account, current_catalog as db, s.server as server,
                   exists (select 1 from information_schema.users u
                           where u.user_name = current_user and u.is_admin) as admin
            from information_schema.sessions s where s.session_id = session_id()
            """;

    private static final String SETTINGS =
            "select setting_name as name, setting_value as text from information_schema.settings";

    private static final String GRANTS = """
            select grantee as grantee, grantedrole as role, rights as rights, table_schema as db, table_name as name
            from information_schema.rights
            """;

    private static final String USERS = "select user_name as name, is_admin as admin from information_schema.users";

    private static final String CLIENTS = """
            select distinct user_name as account, client_addr as address, client_info as application
            from information_schema.sessions where session_id <> session_id()
            """;

    /** By what servers are told apart, which this one does not tell. */
    private static final List<String> UNTOLD =
            List.of("server/identifier", "server/instance", "server/address", "server/port", "server/started");

    /** What changes how statements are read or what they do. */
    private static final Set<String> LOOKED_AT = Set.of(
            "CASE_INSENSITIVE_IDENTIFIERS",
            "COLLATION",
            "CREATE_BUILD",
            "DATABASE_TO_LOWER",
            "DATABASE_TO_UPPER",
            "DEFAULT_LOCK_TIMEOUT",
            "DEFAULT_NULL_ORDERING",
            "DEFAULT_TABLE_ENGINE",
            "IGNORE_CATALOGS",
            "LOB_TIMEOUT",
            "LOCK_MODE",
            "MAX_LENGTH_INPLACE_LOB",
            "MAX_MEMORY_ROWS",
            "MAX_QUERY_TIMEOUT",
            "MODE",
            "OLD_INFORMATION_SCHEMA",
            "REFERENTIAL_INTEGRITY",
            "RETENTION_TIME",
            "VARIABLE_BINARY",
            "WRITE_DELAY",
            "ZERO_BASED_ENUMS");

    private final DatabaseSession session;
    private final Gaps gaps;
    private final List<Database.Grant> grants = new ArrayList<>();
    private final Set<String> granted = new TreeSet<>();
    private final Map<String, TreeSet<String>> members = new HashMap<>();
    private String self = "";

    H2Server(DatabaseSession session, Gaps gaps) {
        this.session = session;
        this.gaps = gaps;
    }

    Server server() throws HostAccessException, InterruptedException {
        List<DatabaseRow> answer = session.query(SELF, List.of());
        if (answer.isEmpty()) {
            throw new HostAccessException(Kind.MALFORMED, "sessions");
        }
        DatabaseRow row = answer.get(0);
        self = row.text("account");
        if (!row.flag("admin")) {
            // Others are shown as much as they have rights to, and are not told that there is more.
            List.of("table[*]/**", "view[*]/**", "routine[*]/text", "grant[*]/**", "role[*]/**", "client[*]/**")
                    .forEach(pattern -> gaps.add(pattern, Kind.DENIED));
        }
        boolean remote = row.optional("server").isPresent();
        if (remote) {
            // It has none to ask for; a server that nobody can tell from another is not apart from it.
            UNTOLD.forEach(path -> gaps.add(path, Kind.ABSENT));
        } else {
            gaps.add("server/version", Kind.ABSENT);
        }
        SortedMap<String, Server.Setting> settings = new TreeMap<>();
        Map<String, String> all = new HashMap<>();
        session.each(SETTINGS, List.of(), each -> all.put(each.text("name"), each.text("text")));
        all.forEach((name, text) -> {
            if (LOOKED_AT.contains(name) && !text.isEmpty()) {
                settings.put(name.toLowerCase(Locale.ROOT), setting(text));
            }
        });
        return new Server(
                "H2",
                remote ? all.getOrDefault("info.VERSION", "").replaceFirst(" .*", "") : "",
                Optional.empty(),
                new TreeMap<>(),
                settings,
                new Server.Identity(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        row.text("db"),
                        Optional.empty(),
                        Optional.empty()));
    }

    private static Server.Setting setting(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (small.equals("true") || small.equals("false")) {
            return new Server.Setting(Server.Kind.FLAG, small);
        }
        return new Server.Setting(text.matches("-?\\d{1,15}") ? Server.Kind.NUMBER : Server.Kind.WORD, text);
    }

    void grants(H2Tables tables) throws HostAccessException, InterruptedException {
        session.each(GRANTS, List.of(), row -> {
            Optional<String> role = row.optional("role");
            if (role.isPresent()) {
                members.computeIfAbsent(row.text("grantee"), each -> new TreeSet<>())
                        .add(role.get());
                return;
            }
            boolean whole = row.text("name").isEmpty();
            String kind = row.text("db").isEmpty() ? "database" : whole ? "schema" : "table";
            if (kind.equals("table") && tables.find(row).isEmpty() && !tables.isView(row)) {
                // Who has something where nobody wants to look is there all the same.
                granted.add(row.text("grantee"));
                return;
            }
            TreeSet<String> privileges =
                    new TreeSet<>(List.of(row.text("rights").split(", *")));
            String object = whole ? row.text("db") : H2Tables.name(row).text();
            grants.add(new Database.Grant(row.text("grantee"), kind, object, privileges));
        });
    }

    List<Database.Role> roles() throws HostAccessException, InterruptedException {
        grants.forEach(grant -> granted.add(grant.role()));
        List<Database.Role> roles = new ArrayList<>();
        Set<String> users = new TreeSet<>();
        session.each(USERS, List.of(), row -> {
            String name = row.text("name");
            users.add(name);
            boolean mine = name.equals(self);
            if (mine || row.flag("admin") || granted.contains(name) || members.containsKey(name)) {
                roles.add(role(name, mine, row.flag("admin"), true));
            }
        });
        granted.stream()
                .filter(name -> !users.contains(name))
                .forEach(name -> roles.add(role(name, false, false, false)));
        return roles;
    }

    private Database.Role role(String name, boolean mine, boolean admin, boolean login) {
        TreeSet<String> attributes = new TreeSet<>();
        if (admin) {
            attributes.addAll(Set.of("superuser", "createrole"));
        }
        if (login) {
            attributes.add("login");
        }
        return new Database.Role(name, mine, attributes, members.getOrDefault(name, new TreeSet<>()), new TreeSet<>());
    }

    List<Database.Client> clients() throws HostAccessException, InterruptedException {
        List<Database.Client> clients = new ArrayList<>();
        session.each(
                CLIENTS,
                List.of(),
                row -> clients.add(new Database.Client(
                        row.text("account"),
                        row.text("application"),
                        row.optional("address").map(H2Server::address))));
        return clients;
    }

    private static String address(String text) {
        int port = text.lastIndexOf(':');
        return port > 0 && text.substring(port + 1).matches("\\d+") ? text.substring(0, port) : text;
    }

    List<Database.Grant> foundGrants() {
        return grants;
    }
}
