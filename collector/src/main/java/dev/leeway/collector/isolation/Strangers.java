package dev.leeway.collector.isolation;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.judge.BornNames;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Network;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Clients and writing roles on production's databases that are another environment's, by network or by name. */
final class Strangers {
    /** What says where somebody sits, not whose he is. */
    private static final Set<String> PLACES = Set.of("local");

    private final List<Environment> others = new ArrayList<>();
    private final Set<String> own = new HashSet<>();

    Strangers(Policy policy, String production) {
        for (Environment environment : policy.environments()) {
            if (environment.name().equals(production)) {
                own.addAll(spellings(environment));
            } else {
                others.add(environment);
            }
        }
    }

    /**
     * A role of another environment.
     *
     * @param site the database it is on
     * @param address of what shows it
     * @param whose the environment
     * @param explanation with the grounds
     */
    record Seen(SectionSite site, Address address, String whose, Explanation explanation) {
        Seen {
            requireNonNull(site, "site is null");
            requireNonNull(address, "address is null");
            requireNonNull(whose, "whose is null");
            requireNonNull(explanation, "explanation is null");
        }
    }

    List<Seen> on(SectionSite database) {
        Writing writing = Writing.in(database);
        Set<String> roles = new TreeSet<>(writing.roles());
        for (int i = 0; i < database.section().facts().size(); i++) {
            String path = database.section().facts().path(i);
            if (path.startsWith("client[")) {
                FactPath.parse(path).segments().get(0).key().ifPresent(roles::add);
            }
        }
        List<Seen> seen = new ArrayList<>();
        for (String role : roles) {
            for (Environment other : others) {
                seen(database, role, other, writing).ifPresent(seen::add);
            }
        }
        return seen;
    }

    private Optional<Seen> seen(SectionSite database, String role, Environment other, Writing writing) {
        String addresses = FactPath.of("client", role).child("address").text();
        String applications = FactPath.of("client", role).child("application").text();
        boolean connected = database.value(addresses).isPresent()
                || database.value(applications).isPresent();
        StringJoiner grounds = new StringJoiner(", ");
        List<String> networks = database.texts(addresses).stream()
                .filter(address -> lies(address, other))
                .toList();
        if (!networks.isEmpty()) {
            grounds.add("from " + String.join(" and ", networks) + ", a network of " + other.name());
        }
        List<String> named = database.texts(applications).stream()
                .filter(name -> bears(name, other))
                .toList();
        if (!named.isEmpty()) {
            grounds.add("the application " + String.join(" and ", named) + " bears the name of " + other.name());
        }
        Optional<String> may = writing.of(role);
        boolean bears = bears(role, other);
        if (bears && (connected || may.isPresent())) {
            grounds.add("the role bears the name of " + other.name());
        }
        if (grounds.length() == 0) {
            return Optional.empty();
        }
        boolean here = connected && (bears || !networks.isEmpty() || !named.isEmpty());
        String path = here
                ? !networks.isEmpty() || database.value(applications).isEmpty() ? addresses : applications
                : granted(database, role);
        String doing = here ? " is connected to production's " : " has rights on production's ";
        String summary = other.name() + doing + "database " + database.name() + " as " + shown(role)
                + may.map(text -> ", which " + text).orElse("") + ": " + grounds;
        return Optional.of(new Seen(database, database.address(path), other.name(), explanation(summary, other)));
    }

    private static Explanation explanation(String summary, Environment other) {
        return new Explanation(
                summary,
                "Whoever works in " + other.name() + " reads and changes what production lives on.",
                "Close the connections, take the login from the role, and close the path from " + other.name() + ".",
                "That only production works on its database.");
    }

    private static String shown(String role) {
        return role.equals(Writing.SELF) ? "the role that looked" : role;
    }

    /** Where facts say most of what the role may do. */
    private static String granted(SectionSite database, String role) {
        String opening = FactPath.of("grant", role).text() + "/";
        for (int i = 0; i < database.section().facts().size(); i++) {
            String path = database.section().facts().path(i);
            boolean writes = database.texts(path).stream()
                    .anyMatch(each -> each.matches("(?:INSERT|UPDATE|DELETE|TRUNCATE|ALL.*)\\*?"));
            if (path.startsWith(opening) && writes) {
                return path;
            }
        }
        FactPath path = FactPath.of("role", role);
        String owns = path.child("owns").text();
        return database.value(owns).isPresent() ? owns : path.child("superuser").text();
    }

    private static boolean lies(String address, Environment other) {
        Optional<Network> network = Network.of(address);
        return network.isPresent() && other.networks().stream().anyMatch(each -> each.contains(network.get()));
    }

    private boolean bears(String name, Environment other) {
        Set<String> theirs = spellings(other);
        theirs.removeAll(PLACES);
        return BornNames.bears(name, own, theirs);
    }

    private static Set<String> spellings(Environment environment) {
        Set<String> spellings = new HashSet<>();
        spellings.add(environment.name().toLowerCase(Locale.ROOT));
        environment.aliases().forEach(alias -> spellings.add(alias.toLowerCase(Locale.ROOT)));
        return spellings;
    }
}
