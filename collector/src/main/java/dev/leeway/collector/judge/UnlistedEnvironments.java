package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds environments that snapshots name and the policy does not list: no rule that is confined to environments applies to
 * them, so that a slip of the pen would otherwise switch off every rule about production without a word.
 *
 * <p>Nothing is guessed: {@code prod-eu} may be production or a rehearsal of it, and only its owners know. It is asked.
 */
public final class UnlistedEnvironments {
    private final Policy policy;
    /** Every name the policy knows, in lower case, and the canonical one. */
    private final Map<String, String> known = new TreeMap<>();

    private UnlistedEnvironments(Policy policy) {
        this.policy = policy;
        for (Environment environment : policy.environments()) {
            known.put(environment.name().toLowerCase(Locale.ROOT), environment.name());
            environment.aliases().forEach(alias -> known.put(alias.toLowerCase(Locale.ROOT), environment.name()));
        }
    }

    /** One finding for each of {@code named} that {@code policy} does not list, by name. */
    public static List<PolicyFinding> findings(Policy policy, Collection<String> named) {
        UnlistedEnvironments unlisted = new UnlistedEnvironments(policy);
        List<PolicyFinding> findings = new ArrayList<>();
        for (String name : new TreeSet<>(named)) {
            if (!unlisted.known.containsKey(name.toLowerCase(Locale.ROOT))) {
                findings.add(new PolicyFinding(policy.name(), PolicyFinding.UNLISTED, unlisted.message(name)));
            }
        }
        return findings;
    }

    private String message(String name) {
        List<String> listed =
                policy.environments().stream().map(Environment::name).toList();
        Optional<String> meant = meant(name);
        String example = meant.orElse(Environments.productionOf(policy));
        return "environment '" + name + "' is not in the policy's environments (" + String.join(", ", listed) + ")"
                + meant.map(likely -> "; did you mean '" + likely + "'?").orElse(".")
                + " No rule for any of these applies to it. List it under 'environments' in promotion order, or as"
                + " another name of one of them: {name: " + example + ", aliases: [" + name + "]}";
    }

    /** The environment whose name, or one of whose names, was mistyped, or begins this one. */
    private Optional<String> meant(String name) {
        return Suggestion.nearest(name, known.keySet())
                .or(() -> Optional.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]", 2)[0])
                        .filter(known::containsKey))
                .map(known::get);
    }
}
