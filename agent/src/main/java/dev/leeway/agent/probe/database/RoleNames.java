package dev.leeway.agent.probe.database;

import dev.leeway.agent.probe.database.model.Database;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What roles are called in facts: who asks is {@code {self}} everywhere, because every environment may call it otherwise, and people are
 * {@code {person}} all together, as far as a name shows that it is one: {@code anna.berg}, {@code Anna Berg}, {@code anna@example.com}. What {@link ProgramWords} name is
 * a program: {@code shop.dev}.
 */
record RoleNames(Set<String> self) {
    private static final String SELF = "{self}";
    /** Whoever is called like a person. */
    static final String PERSON = "{person}";

    /** First name and last name, perhaps with something between, a mail address, or letters no program's name has. */
    private static final Pattern PEOPLE = Pattern.compile(
            "[\\p{L}'-]+([. ][\\p{L}'-]+){1,3}[0-9]{0,3}|.*@.*|.*[\\p{L}&&[^\\p{ASCII}]].*", Pattern.DOTALL);

    static RoleNames of(List<Database.Role> roles) {
        Set<String> self = new HashSet<>();
        roles.stream().filter(Database.Role::self).forEach(role -> self.add(role.name()));
        return new RoleNames(self);
    }

    String inFacts(String role) {
        if (self.contains(role)) {
            return SELF;
        }
        return PEOPLE.matcher(role).matches() && !ProgramWords.name(role) ? PERSON : role;
    }

    List<String> inFacts(Collection<String> roles) {
        return roles.stream().map(this::inFacts).toList();
    }
}
