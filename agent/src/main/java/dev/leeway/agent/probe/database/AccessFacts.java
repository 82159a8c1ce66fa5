package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
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
        database.roles().forEach(this::role);
        for (Database.Grant grant : database.grants()) {
            String object = grant.object().isEmpty() ? THIS : grant.object();
            section.fact(
                    FactPath.of("grant", names.inFacts(grant.role())).child(grant.kind(), object),
                    new Observed.Plain(Value.SetOf.texts(grant.privileges())));
        }
        clients(database.clients());
    }

    private void role(Database.Role role) {
        FactPath path = FactPath.of("role", names.inFacts(role.name()));
        Set<String> attributes = new TreeSet<>(role.attributes());
        attributes.addAll(ALWAYS);
        attributes.forEach(each ->
                section.fact(path.child(each), Observed.flag(role.attributes().contains(each))));
        set(path.child("member-of"), names.inFacts(role.memberOf()));
        set(path.child("owns"), List.copyOf(role.owns()));
    }

    private void clients(List<Database.Client> clients) {
        boolean addresses = !gaps.patterns().containsKey("client[*]/address");
        Map<String, Set<String>> applications = new TreeMap<>();
        Map<String, Set<String>> places = new TreeMap<>();
        for (Database.Client client : clients) {
            String role = names.inFacts(client.role());
            applications.computeIfAbsent(role, each -> new TreeSet<>()).add(application(client.application()));
            if (addresses) {
                places.computeIfAbsent(role, each -> new TreeSet<>())
                        .add(client.address().map(AddressClass::of).orElse("socket"));
            }
        }
        applications.forEach(
                (role, names) -> set(FactPath.of("client", role).child("application"), List.copyOf(names)));
        places.forEach((role, found) -> set(FactPath.of("client", role).child("address"), List.copyOf(found)));
    }

    /** Without the numbers that processes and pods put into their names. */
    private static String application(String name) {
        return name.isBlank() ? "(unnamed)" : name.strip().replaceAll("[0-9]+", "#");
    }

    private void set(FactPath path, List<String> members) {
        if (!members.isEmpty()) {
            section.fact(path, new Observed.Plain(Value.SetOf.texts(members)));
        }
    }
}
