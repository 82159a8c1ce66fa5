package dev.leeway.collector.align;

import dev.leeway.schema.fact.Network;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environments that take part in a comparison, under canonical names and in promotion order.
 *
 * <p>Environments the policy does not list come before all that it does, in the order they are given: what nobody
 * promotes from, nothing is promoted past. Everywhere else an environment is its index in this order.
 */
public final class Environments {
    private static final String PRODUCTION = "prod";

    private final Policy policy;
    private final List<String> names;
    private final Set<String> unnamed;
    private final String production;

    private Environments(Policy policy, List<String> names, Set<String> unnamed) {
        this.policy = policy;
        this.names = names;
        this.unnamed = unnamed;
        this.production = productionOf(policy);
    }

    /**
     * The environments among {@code sides}, in the order of {@code policy}, and as given where it knows none.
     *
     * @throws IllegalArgumentException when two sides are one environment
     */
    public static Environments of(Policy policy, Collection<String> sides) {
        return of(policy, sides, Set.of());
    }

    /**
     * The same, some of the sides being of no environment and called so for want of one.
     *
     * @param unnamed those, by the name they are given
     * @throws IllegalArgumentException when two sides are one environment
     */
    public static Environments of(Policy policy, Collection<String> sides, Set<String> unnamed) {
        List<String> names = new ArrayList<>();
        for (String side : sides) {
            String name = canonical(policy, side);
            if (names.contains(name)) {
                throw new IllegalArgumentException("two sides are environment '" + name + "'");
            }
            names.add(name);
        }
        names.sort(Comparator.comparingInt(name -> promotion(policy, name)));
        return new Environments(policy, List.copyOf(names), Set.copyOf(unnamed));
    }

    /** The name {@code policy} uses for an environment known by {@code name}, which is itself where it knows none. */
    public static String canonical(Policy policy, String name) {
        for (Environment environment : policy.environments()) {
            if (answersTo(environment, name)) {
                return environment.name();
            }
        }
        return name;
    }

    /** Every name of an environment that {@code policy} lists, aliases among them, to its canonical one. */
    public static SortedMap<String, String> names(Policy policy) {
        SortedMap<String, String> names = new TreeMap<>();
        for (Environment environment : policy.environments()) {
            names.putIfAbsent(environment.name(), canonical(policy, environment.name()));
            environment.aliases().forEach(alias -> names.putIfAbsent(alias, canonical(policy, alias)));
        }
        return names;
    }

    private static boolean answersTo(Environment environment, String name) {
        return environment.name().equalsIgnoreCase(name)
                || environment.aliases().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static int promotion(Policy policy, String name) {
        for (int i = 0; i < policy.environments().size(); i++) {
            if (policy.environments().get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The name {@code policy} has for production, as {@link #production} tells it. */
    public static String productionOf(Policy policy) {
        String named = canonical(policy, PRODUCTION);
        if (promotion(policy, named) >= 0 || policy.environments().isEmpty()) {
            return named;
        }
        int last = policy.environments().size() - 1;
        return policy.reference()
                .map(reference -> canonical(policy, reference))
                .orElse(policy.environments().get(last).name());
    }

    /** Networks of all environments that the policy lists, whether they take part or not. */
    public List<Network> networks() {
        return policy.environments().stream()
                .flatMap(environment -> environment.networks().stream())
                .toList();
    }

    /** Canonical names in promotion order. */
    public List<String> names() {
        return names;
    }

    /** How many take part. */
    public int size() {
        return names.size();
    }

    /** The canonical name of one. */
    public String name(int environment) {
        return names.get(environment);
    }

    /** Where the environment of that name or alias stands, empty when it takes no part. */
    public Optional<Integer> find(String nameOrAlias) {
        int index = names.indexOf(canonical(policy, nameOrAlias));
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /** Whether the policy says where it stands in promotion order. */
    public boolean listed(int environment) {
        return listed(policy, names.get(environment));
    }

    /** Whether nobody said which environment it is: nothing is known of how it stands to the others. */
    public boolean unnamed(int environment) {
        return !listed(environment) && unnamed.contains(names.get(environment));
    }

    /** Whether {@code policy} lists an environment under that canonical name. */
    public static boolean listed(Policy policy, String canonical) {
        return promotion(policy, canonical) >= 0;
    }

    /** Names for what must stay the same whichever way round two environments that no policy orders are given. */
    public List<String> unordered(List<Integer> environments) {
        Comparator<Integer> byPromotion = Comparator.comparingInt(one -> promotion(policy, names.get(one)));
        return environments.stream()
                .sorted(byPromotion.thenComparing(names::get))
                .map(names::get)
                .toList();
    }

    /** The one the others are held against: the policy's reference, or the last in promotion order. */
    public int reference() {
        return policy.reference().flatMap(this::find).orElse(names.size() - 1);
    }

    /**
     * The canonical name of production: what is called or nicknamed {@code prod}, or else the reference, or else the last
     * environment listed. It need not take part.
     */
    public String production() {
        return production;
    }

    /** Whether it is production. */
    public boolean isProduction(int environment) {
        return names.get(environment).equals(production);
    }

    /** Every word that means the environment in its values, in lower case: its names, and what the policy adds. */
    public Set<String> words(int environment) {
        Set<String> words = new HashSet<>(spellings(environment));
        for (Environment known : policy.environments()) {
            if (known.name().equals(names.get(environment))) {
                known.words().forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
            }
        }
        return Set.copyOf(words);
    }

    /** Every name the environment goes by, in lower case. */
    public Set<String> spellings(int environment) {
        Set<String> spellings = new HashSet<>();
        spellings.add(names.get(environment).toLowerCase(Locale.ROOT));
        for (Environment known : policy.environments()) {
            if (known.name().equals(names.get(environment))) {
                known.aliases().forEach(alias -> spellings.add(alias.toLowerCase(Locale.ROOT)));
            }
        }
        return Set.copyOf(spellings);
    }
}
