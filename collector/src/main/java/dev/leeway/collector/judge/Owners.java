package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Who answers for what, as a policy says: for a service by its name, or by a pattern over names of services
 * ({@code shop-*}) or over facts ({@code database[shop]/**}, {@code os}).
 *
 * <p>A service's own name goes before patterns, and of those the longest counts.
 */
public final class Owners {
    private final SortedMap<String, String> owners;
    private final List<String> patterns = new ArrayList<>();

    /** The owners {@code policy} names. */
    public Owners(Policy policy) {
        this.owners = policy.owners();
        for (String key : owners.keySet()) {
            if (isPattern(key)) {
                patterns.add(key);
            }
        }
        patterns.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
    }

    /** Whether an entry of {@code owners} speaks of more than the one service of that name. */
    public static boolean isPattern(String key) {
        return key.indexOf('*') >= 0 || key.indexOf('/') >= 0 || key.indexOf('[') >= 0;
    }

    /** Who answers for {@code drift}, empty where the policy names nobody. */
    public Optional<String> of(Drift drift) {
        return of(drift.scope(), drift.address());
    }

    /** Who answers for a fact of {@code scope}. */
    public Optional<String> of(Scope scope, Address address) {
        Optional<String> named =
                scope.kind() == Scope.Kind.SERVICE ? Optional.ofNullable(owners.get(scope.name())) : Optional.empty();
        if (named.isPresent()) {
            return named;
        }
        for (String pattern : patterns) {
            if (matches(pattern, scope, address)) {
                return Optional.ofNullable(owners.get(pattern));
            }
        }
        // A probe's name alone stands for all of it, where no service is called so.
        return Optional.ofNullable(
                scope.kind() == Scope.Kind.ROLE ? owners.get(address.section().probe()) : null);
    }

    /** Who answers for a service as such, whichever of its facts is meant. */
    public Optional<String> ofService(String name) {
        Optional<String> named = Optional.ofNullable(owners.get(name));
        Scope scope = new Scope(Scope.Kind.SERVICE, name);
        return named.or(() -> patterns.stream()
                .filter(pattern -> pattern.indexOf('/') < 0 && pattern.indexOf('[') < 0)
                .filter(pattern -> isOfName(pattern, scope))
                .findFirst()
                .flatMap(pattern -> Optional.ofNullable(owners.get(pattern))));
    }

    private static boolean isOfName(String pattern, Scope scope) {
        try {
            return AddressPattern.parse("service[" + pattern + "]")
                    .matches(SectionKey.of("service", scope.name()).text());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean matches(String pattern, Scope scope, Address address) {
        try {
            if (pattern.indexOf('/') < 0 && pattern.indexOf('[') < 0) {
                return scope.kind() == Scope.Kind.SERVICE
                        && AddressPattern.parse("service[" + pattern + "]")
                                .matches(SectionKey.of("service", scope.name()).text());
            }
            AddressPattern parsed = AddressPattern.parse(pattern);
            return parsed.matches(address)
                    || (pattern.indexOf('/') < 0
                            && parsed.matches(address.section().text()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Everybody the policy names, sorted. */
    public Collection<String> all() {
        return new TreeSet<>(Map.copyOf(owners).values());
    }
}
