package dev.leeway.agent.probe.database;

import dev.leeway.agent.format.endpoint.Endpoint;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells by which role services of this host log in, where their own settings lead to the database that was looked at.
 *
 * <p>A role is named only where the database has one of that name and its facts tell it by that name: who is called like a
 * person, or is unknown there, is left out.
 */
record ServiceRoles(HostView host, Endpoint endpoint) {
    void record(List<Database.Role> told, List<Database.Grant> grants, SectionRecorder section)
            throws InterruptedException {
        Set<String> known = known(told, grants);
        if (known.isEmpty()) {
            return;
        }
        RoleNames names = RoleNames.of(told);
        ServiceDatabases databases = new ServiceDatabases(host, endpoint);
        for (Service service : services()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Set<String> roles = new TreeSet<>();
            for (Replica replica : service.replicas()) {
                databases.leading(replica).stream()
                        .flatMap(each -> each.user().stream())
                        .filter(known::contains)
                        .map(names::inFacts)
                        .filter(role -> !role.equals(RoleNames.PERSON))
                        .forEach(roles::add);
            }
            if (!roles.isEmpty()) {
                section.fact(
                        FactPath.of("used-by", service.name()).child("role"),
                        new Observed.Plain(Value.SetOf.texts(roles)));
            }
        }
    }

    private static Set<String> known(List<Database.Role> roles, List<Database.Grant> grants) {
        Set<String> known = new HashSet<>();
        roles.forEach(role -> known.add(role.name()));
        grants.forEach(grant -> known.add(grant.role()));
        return known;
    }

    /** Without processes nobody can tell who uses the database, and nothing of that was promised. */
    private List<Service> services() throws InterruptedException {
        try {
            return host.services();
        } catch (HostAccessException e) {
            return List.of();
        }
    }
}
