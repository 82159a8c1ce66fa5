package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes who may do what, and who is connected. */
final class AccessFacts {
    /** Told of every role, whether it has them or not. */
    private static final List<String> ALWAYS = List.of("superuser", "createdb", "createrole", "bypassrls", "login");

    /** The database that is looked at, which every environment may call otherwise. */
    private static final String THIS = "{self}";

    private final SectionRecorder section;
    private final RoleNames names;
    private final Gaps gaps;

    AccessFacts(SectionRecorder section, RoleNames names, Gaps gaps) {
        this.section = section;
        this.names = names;
        this.gaps = gaps;
    }

    void record(Database database) {
        // People share a name, and have together what one of them has.
        Map<String, List<Database.Role>> roles = new TreeMap<>();
        database.roles()
                .forEach(role -> roles.computeIfAbsent(names.inFacts(role.name()), each -> new ArrayList<>())
                        .add(role));
        roles.forEach(this::role);
        Map<FactPath, Set<String>> grants = new LinkedHashMap<>();
        for (Database.Grant grant : database.grants()) {
            String object = grant.object().isEmpty() ? THIS : grant.object();
            FactPath path = FactPath.of("grant", names.inFacts(grant.role())).child(grant.kind(), object);
            grants.computeIfAbsent(path, each -> new TreeSet<>()).addAll(grant.privileges());
        }
        grants.forEach((path, privileges) -> set(path, List.copyOf(privileges)));
        clients(database.clients());
    }

    private void role(String name, List<Database.Role> roles) {
        FactPath path = FactPath.of("role", name);
        Set<String> has = new TreeSet<>();
        Set<String> memberOf = new TreeSet<>();
        Set<String> owns = new TreeSet<>();
        for (Database.Role role : roles) {
            has.addAll(role.attributes());
            memberOf.addAll(names.inFacts(role.memberOf()));
            owns.addAll(role.owns());
        }
        Set<String> attributes = new TreeSet<>(has);
        attributes.addAll(ALWAYS);
        attributes.forEach(each -> section.fact(path.child(each), Observed.flag(has.contains(each))));
        set(path.child("member-of"), List.copyOf(memberOf));
        set(path.child("owns"), List.copyOf(owns));
    }

    private void clients(List<Database.Client> clients) {
        boolean addresses = !gaps.patterns().containsKey("client[*]/address");
        Map<String, Set<String>> applications = new TreeMap<>();
        Map<String, Set<String>> places = new TreeMap<>();
        for (Database.Client client : clients) {
            String role = names.inFacts(client.role());
            applications
                    .computeIfAbsent(role, each -> new TreeSet<>())
                    .add(ApplicationName.inFacts(client.application()));
            if (addresses) {
                places.computeIfAbsent(role, each -> new TreeSet<>())
                        .add(client.address().map(AddressClass::of).orElse("socket"));
            }
        }
        applications.forEach(
                (role, names) -> set(FactPath.of("client", role).child("application"), List.copyOf(names)));
        places.forEach((role, found) -> set(FactPath.of("client", role).child("address"), List.copyOf(found)));
    }

    private void set(FactPath path, List<String> members) {
        if (!members.isEmpty()) {
            section.fact(path, new Observed.Plain(Value.SetOf.texts(members)));
        }
    }
}
