package dev.leeway.schema.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The names that everybody uses for an environment, as the shipped policy lists them: a user who lists {@code prod} need
 * not think of {@code production}. What the user gives to another environment is left to it.
 */
public final class UsualNames {
    /** The environments of the shipped policy, in promotion order, with the names everybody uses for them. */
    public static final List<Environment> SHIPPED = List.of(
            new Environment("dev", List.of("development", "local")),
            new Environment("test", List.of("testing", "qa")),
            new Environment("staging", List.of("stage", "stg", "preprod", "uat")),
            new Environment("prod", List.of("prd", "production", "live")));

    private final List<Environment> environments;
    private final List<Environment> usual;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, List<String>> added = new HashMap<>();

    private UsualNames(List<Environment> environments, List<Environment> usual) {
        this.environments = environments;
        this.usual = usual;
        environments.forEach(environment -> taken.addAll(spellings(environment)));
    }

    /** {@code environments} with the names that {@code usual} has for the same environments. */
    public static List<Environment> added(List<Environment> environments, List<Environment> usual) {
        return new UsualNames(environments, usual).added();
    }

    private List<Environment> added() {
        for (Environment shipped : usual) {
            environments.stream()
                    .filter(own -> own.name().equalsIgnoreCase(shipped.name()))
                    .findFirst()
                    .or(() -> environments.stream()
                            .filter(own -> spellings(own).stream().anyMatch(spellings(shipped)::contains))
                            .findFirst())
                    .ifPresent(own -> add(own, shipped));
        }
        List<Environment> all = new ArrayList<>();
        for (Environment own : environments) {
            List<String> aliases = new ArrayList<>(own.aliases());
            aliases.addAll(added.getOrDefault(own.name(), List.of()));
            all.add(new Environment(own.name(), aliases, own.networks(), own.words()));
        }
        return all;
    }

    private void add(Environment own, Environment shipped) {
        List<String> names = new ArrayList<>(shipped.aliases());
        names.add(0, shipped.name());
        for (String name : names) {
            if (taken.add(name.toLowerCase(Locale.ROOT))) {
                added.computeIfAbsent(own.name(), unused -> new ArrayList<>()).add(name);
            }
        }
    }

    private static Set<String> spellings(Environment environment) {
        Set<String> spellings = new HashSet<>();
        spellings.add(environment.name().toLowerCase(Locale.ROOT));
        environment.aliases().forEach(alias -> spellings.add(alias.toLowerCase(Locale.ROOT)));
        return spellings;
    }
}
