package dev.leeway.agent.probe.database.postgresql;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Reach;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Asks who may do what: grants to all but owners, and the roles that have any, own something, are bound by nothing, or belong to one of these. */
final class Privileges {
    /** Tables and sequences that nobody granted anything on are their owners' alone, and are left out. */
    private static final String GRANTS = """
            with acl(kind, schema, name, owner, items) as (
              select case when c.relkind = 'S' then 'sequence' else 'table' end, n.nspname::text, c.relname::text,
                     c.relowner, c.relacl
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where c.relacl is not null and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S') and
            """
            + Scope.OWN_RELATION
            + """
              union all
              select 'column', n.nspname::text, c.relname || '.' || a.attname, c.relowner, a.attacl
              from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
              where a.attacl is not null and not a.attisdropped and
            """
            + Scope.OWN_RELATION
            + """
              union all
              select 'schema', n.nspname::text, '', n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner))
              from pg_namespace n where
            """
            + Scope.OWN_SCHEMA
            + """
              union all
              select 'routine', n.nspname::text, p.proname || '(' || oidvectortypes(p.proargtypes) || ')', p.proowner,
                     coalesce(p.proacl, acldefault('f', p.proowner))
              from pg_proc p join pg_namespace n on n.oid = p.pronamespace where
            """
            + Scope.OWN_SCHEMA
            + Scope.ownRoutine("p.oid")
            + """
              union all
              select 'database', '', '', d.datdba, coalesce(d.datacl, acldefault('d', d.datdba))
              from pg_database d where d.datname = current_database())
            select a.kind, a.schema, a.name, case when x.grantee = 0 then 'PUBLIC' else r.rolname::text end as role,
                   array_agg(x.privilege_type || case when x.is_grantable then '*' else '' end) as privileges
            from acl a
            cross join lateral aclexplode(a.items) x
            left join pg_roles r on r.oid = x.grantee
            where x.grantee <> a.owner and (x.grantee = 0 or r.rolname is not null)
            group by 1, 2, 3, 4
            """;

    private static final String ROLES = """
            select r.rolname::text as name, r.rolname = current_user as self, r.oid = 10 as first,
                   r.rolsuper as superuser, r.rolcreatedb as createdb, r.rolcreaterole as createrole,
                   r.rolbypassrls as bypassrls, r.rolcanlogin as login, r.rolreplication as replication,
                   r.rolinherit as inherit,
                   array(select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid
                         where m.member = r.oid)::text[] as groups,
                   array(select distinct n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relowner = r.oid and c.relkind in ('r', 'p') and
            """ + Scope.OWN_SCHEMA + """
                   )::text[] as owns
            from pg_roles r where r.rolname !~ '^pg_'
            """;

    private static final List<String> ATTRIBUTES =
            List.of("superuser", "createdb", "createrole", "bypassrls", "login", "replication", "inherit");

    /** The server's own group of those who may write to every table. */
    private static final String OF_ALL_TABLES = "pg_write_all_data";

    /** Every privilege on a table before servers knew of maintenance, 17. */
    private static final List<String> ALL_ON_TABLE =
            List.of("DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE");

    private final DatabaseSession session;
    private final NameFilter filter;
    private final Relations relations;
    private final List<Database.Grant> grants = new ArrayList<>();
    private final List<Database.Role> roles = new ArrayList<>();
    private final Set<String> granted = new HashSet<>();

    Privileges(DatabaseSession session, NameFilter filter, Relations relations) {
        this.session = session;
        this.filter = filter;
        this.relations = relations;
    }

    void grants() throws HostAccessException, InterruptedException {
        session.each(GRANTS, List.of(), this::grant);
    }

    private void grant(DatabaseRow row) {
        String schema = row.text("schema");
        String kind = row.text("kind");
        String name = row.text("name");
        boolean wanted = switch (kind) {
            case "database" -> true;
            case "table" -> filter.table(schema, name);
            case "column" -> filter.table(schema, name.substring(0, Math.max(0, name.lastIndexOf('.'))));
            case "sequence" -> relations.looksAtSequence(new ObjectName(schema, name));
            default -> filter.schema(schema);
        };
        // Roles that come with the server are granted what they are for.
        if (row.text("role").startsWith("pg_")) {
            return;
        }
        // Who has something where nobody wants to look is there all the same.
        granted.add(row.text("role"));
        if (!wanted) {
            return;
        }
        TreeSet<String> privileges = new TreeSet<>(row.list("privileges"));
        if (kind.equals("table") && privileges.containsAll(ALL_ON_TABLE)) {
            privileges.remove("MAINTAIN");
        }
        String object = schema + (schema.isEmpty() || name.isEmpty() ? "" : ".") + name;
        String told = kind.equals("sequence") ? relations.sequenceNames().inFacts(object) : object;
        grants.add(new Database.Grant(row.text("role"), kind, told, privileges));
    }

    void roles() throws HostAccessException, InterruptedException {
        List<DatabaseRow> all = session.query(ROLES, List.of());
        Reach reach = new Reach();
        granted.forEach(reach::from);
        reach.from(OF_ALL_TABLES);
        for (DatabaseRow row : all) {
            reach.groups(row.text("name"), row.list("groups"));
            boolean first = row.flag("first");
            boolean owner = !row.list("owns").isEmpty() && !first;
            boolean unbound = (row.flag("superuser") || row.flag("bypassrls")) && !first;
            if (row.flag("self") || owner || unbound) {
                reach.from(row.text("name"));
            }
        }
        Set<String> told = reach.members();
        all.stream().filter(row -> told.contains(row.text("name"))).forEach(row -> roles.add(role(row)));
    }

    private static Database.Role role(DatabaseRow row) {
        TreeSet<String> attributes = new TreeSet<>(ATTRIBUTES);
        attributes.removeIf(attribute -> !row.flag(attribute));
        return new Database.Role(
                row.text("name"),
                row.flag("self"),
                attributes,
                new TreeSet<>(row.list("groups")),
                new TreeSet<>(row.list("owns")));
    }

    List<Database.Role> foundRoles() {
        return roles;
    }

    List<Database.Grant> foundGrants() {
        return grants;
    }
}
