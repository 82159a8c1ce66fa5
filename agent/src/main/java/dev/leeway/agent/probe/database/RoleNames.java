package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Database;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What roles are called in facts: who asks is {@code {self}} everywhere, because every environment may call it otherwise. */
record RoleNames(Set<String> self) {
    private static final String SELF = "{self}";

    static RoleNames of(List<Database.Role> roles) {
        Set<String> self = new HashSet<>();
        roles.stream().filter(Database.Role::self).forEach(role -> self.add(role.name()));
        return new RoleNames(self);
    }

    String inFacts(String role) {
        return self.contains(role) ? SELF : role;
    }

    List<String> inFacts(Collection<String> roles) {
        return roles.stream().map(this::inFacts).toList();
    }
}
