package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Attempts;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.Reach;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks who may do what, and from that what the agent itself was shown: these servers leave out, without a word, what one may not see.
 *
 * <p>One name at several hosts is one role: hosts differ by environment, and what the name may do is what counts.
 */
final class MysqlPrivileges {
    private static final String GRANTS = """
            select grantee as grantee, '' as db, '' as name, '' as col, privilege_type as privilege,
                   is_grantable as grantable
            from information_schema.user_privileges
            union all
            select grantee, table_schema, '', '', privilege_type, is_grantable from information_schema.schema_privileges
            union all
            select grantee, table_schema, table_name, '', privilege_type, is_grantable
            from information_schema.table_privileges
            union all
            select grantee, table_schema, table_name, column_name, privilege_type, is_grantable
            from information_schema.column_privileges
            """;

    private static final String ROLES = "select role_name as role from information_schema.applicable_roles";

    /** Who was given which role; only the catalogue itself tells that of others. */
    private static final String MAPPINGS_OF_MARIADB = "select user as member, role as role from mysql.roles_mapping";

    private static final String MAPPINGS_OF_MYSQL = "select to_user as member, from_user as role from mysql.role_edges";

    private static final String ENABLED = "select role_name as role from information_schema.enabled_roles";

    /** Accounts that come with the server. */
    private static final Set<String> BUILT_IN =
            Set.of("", "mariadb.sys", "mysql.sys", "mysql.session", "mysql.infoschema");

    private final MysqlScope scope;
    private final MysqlAccount self;
    private final Gaps gaps;
    private final SortedMap<List<String>, SortedSet<String>> grants = new TreeMap<>(MysqlPrivileges::compare);
    private final Map<String, Set<String>> global = new TreeMap<>();
    private final Set<String> roleAccounts = new HashSet<>();
    private final Set<String> elsewhere = new HashSet<>();
    private final SortedSet<String> memberOf = new TreeSet<>();
    private final SortedMap<String, SortedSet<String>> groups = new TreeMap<>();
    private final MysqlSight sight;
    private boolean answered;

    MysqlPrivileges(MysqlScope scope, String currentUser, Gaps gaps) {
        this.scope = scope;
        this.self = MysqlAccount.plain(currentUser);
        this.gaps = gaps;
        this.sight = new MysqlSight(scope);
    }

    private static int compare(List<String> one, List<String> other) {
        return String.join("\n", one).compareTo(String.join("\n", other));
    }

    void ask(DatabaseSession session) throws HostAccessException, InterruptedException {
        Set<String> enabled = new HashSet<>();
        boolean knowsRoles = false;
        try {
            session.each(ROLES, List.of(), row -> memberOf.add(row.text("role")));
            session.each(ENABLED, List.of(), row -> enabled.add(row.text("role")));
            knowsRoles = true;
        } catch (HostAccessException noRolesBefore8) {
            gaps.add("role[*]/member-of", noRolesBefore8.kind());
        }
        session.each(GRANTS, List.of(), row -> grant(row, enabled));
        answered = true;
        if (knowsRoles) {
            new Attempts(gaps).ask("role[*]/**", () -> memberships(session));
        }
        if (!sight.ofOthers()) {
            gaps.add("grant[*]/**", Kind.DENIED);
            gaps.add("role[*]/**", Kind.DENIED);
        }
        sight.gaps(gaps);
    }

    private void memberships(DatabaseSession session) throws HostAccessException, InterruptedException {
        boolean mariadb = scope.product() == MysqlScope.Product.MARIADB;
        session.each(mariadb ? MAPPINGS_OF_MARIADB : MAPPINGS_OF_MYSQL, List.of(), row -> {
            String member = row.text("member");
            if (mariadb) {
                roleAccounts.add(row.text("role"));
            }
            if (!member.isEmpty() && !BUILT_IN.contains(member)) {
                groups.computeIfAbsent(member, each -> new TreeSet<>()).add(row.text("role"));
            }
        });
    }

    private void grant(DatabaseRow row, Set<String> enabled) {
        MysqlAccount account = MysqlAccount.quoted(row.text("grantee"));
        String schema = row.text("db");
        boolean mine = account.equals(self) || (account.host().isEmpty() && enabled.contains(account.user()));
        sight.see(mine, schema, row.text("name"), row.text("privilege"));
        if (row.text("privilege").equals("USAGE") || BUILT_IN.contains(account.user())) {
            return;
        }
        if (account.host().isEmpty()) {
            roleAccounts.add(account.user());
        }
        if (schema.isEmpty()) {
            global.computeIfAbsent(account.user(), each -> new TreeSet<>()).add(row.text("privilege"));
        }
        if (!row.text("name").isEmpty() && scope.schema(schema) && !scope.table(schema, row.text("name"))) {
            // Who has something where nobody wants to look is there all the same.
            elsewhere.add(account.user());
        }
        key(account.user(), schema, row.text("name"), row.text("col"))
                .ifPresent(key -> grants.computeIfAbsent(key, each -> new TreeSet<>())
                        .add(row.text("privilege") + (row.text("grantable").equals("YES") ? "*" : "")));
    }

    /** Role, kind and name of the object, where it is looked at. */
    private Optional<List<String>> key(String role, String schema, String table, String column) {
        if (schema.isEmpty()) {
            return Optional.of(List.of(role, "server", ""));
        }
        boolean ofCurrent = MysqlSight.covers(schema, scope.current());
        if (table.isEmpty()) {
            boolean wanted = ofCurrent || scope.schema(schema);
            return wanted
                    ? Optional.of(List.of(role, ofCurrent ? "database" : "schema", ofCurrent ? "" : schema))
                    : Optional.empty();
        }
        String object = scope.name(schema, table).text() + (column.isEmpty() ? "" : "." + column);
        return scope.table(schema, table)
                ? Optional.of(List.of(role, column.isEmpty() ? "table" : "column", object))
                : Optional.empty();
    }

    List<Database.Grant> grants() {
        List<Database.Grant> found = new ArrayList<>();
        grants.forEach((key, privileges) -> found.add(
                new Database.Grant(key.get(0), key.get(1), key.get(2), MysqlSight.ofEveryVersion(privileges))));
        return found;
    }

    List<Database.Role> roles() {
        if (!answered) {
            return List.of();
        }
        Reach reach = new Reach();
        reach.from(self.user());
        elsewhere.forEach(reach::from);
        grants.keySet().forEach(key -> reach.from(key.get(0)));
        groups.forEach(reach::groups);
        return reach.members().stream().map(this::role).toList();
    }

    private Database.Role role(String name) {
        Set<String> may = global.getOrDefault(name, Set.of());
        TreeSet<String> attributes = new TreeSet<>();
        Map.of(
                        "SUPER",
                        "superuser",
                        "CREATE",
                        "createdb",
                        "CREATE USER",
                        "createrole",
                        "REPLICATION SLAVE",
                        "replication")
                .forEach((privilege, attribute) -> {
                    if (may.contains(privilege)) {
                        attributes.add(attribute);
                    }
                });
        if (!roleAccounts.contains(name)) {
            attributes.add("login");
        }
        boolean mine = name.equals(self.user());
        return new Database.Role(
                name, mine, attributes, mine ? memberOf : groups.getOrDefault(name, new TreeSet<>()), new TreeSet<>());
    }
}
