package dev.leeway.agent.cli;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.ProtectedEndpoints;
import dev.leeway.schema.policy.UsualNames;
import dev.leeway.schema.yaml.ProtectedReader;
import dev.leeway.schema.yaml.Suggestion;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a policy says to a guard: whose endpoints are protected, and what environments are called. */
final class GuardPolicy {
    private final List<Environment> environments;
    private final boolean listed;
    private final YamlMap root;

    private GuardPolicy(List<Environment> environments, boolean listed, YamlMap root) {
        this.environments = environments;
        this.listed = listed;
        this.root = root;
    }

    /**
     * The policy that begins at {@code root}.
     *
     * @throws FormatException where a key or an environment is none; a guard that misreads its policy would protect nothing
     */
    static GuardPolicy of(YamlMap root) throws FormatException {
        root.allowOnly(ProtectedReader.POLICY_KEYS);
        List<Environment> own = new ArrayList<>();
        Optional<YamlNode> node = root.find("environments");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                own.add(
                        item instanceof YamlMap map
                                ? new Environment(map.require("name").text(), map.texts("aliases"))
                                : new Environment(item.text(), List.of()));
            }
        }
        return own.isEmpty()
                ? new GuardPolicy(UsualNames.SHIPPED, false, root)
                : new GuardPolicy(UsualNames.added(own, UsualNames.SHIPPED), true, root);
    }

    /**
     * What is protected for environments other than {@code environment}, by whatever name it goes.
     *
     * @throws FormatException where nothing is protected for anybody, or an environment is none of the policy's
     */
    List<ProtectedEndpoints> others(String environment) throws FormatException {
        Optional<String> own = canonical(environment);
        if (own.isEmpty() && listed) {
            throw new FormatException(
                    "--environment",
                    "",
                    "'" + FormatException.shown(environment) + "' is none of the policy's",
                    Suggestion.nextStep(environment, names()));
        }
        List<ProtectedEndpoints> all = ProtectedReader.read(root);
        if (all.stream().allMatch(each -> each.endpoints().isEmpty())) {
            throw root.place()
                    .error(
                            "nothing is protected",
                            "write 'protected: [{environment: prod, endpoints: [\"db-prod-1:5432/shop\"]}]'");
        }
        checkEnvironments();
        return all.stream()
                .filter(each -> !canonical(each.environment()).equals(own) || own.isEmpty())
                .toList();
    }

    /** Every name that the environments of {@code protectedOnes} go by. */
    Set<String> names(List<ProtectedEndpoints> protectedOnes) {
        Set<String> names = new TreeSet<>();
        for (ProtectedEndpoints each : protectedOnes) {
            names.add(each.environment());
            environments.stream()
                    .filter(known -> canonical(each.environment())
                            .filter(known.name().toLowerCase(Locale.ROOT)::equals)
                            .isPresent())
                    .forEach(known -> {
                        names.add(known.name());
                        names.addAll(known.aliases());
                    });
        }
        return names;
    }

    private void checkEnvironments() throws FormatException {
        Optional<YamlNode> node = root.find("protected");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                YamlNode name = item.map().require("environment");
                if (canonical(name.text()).isEmpty()) {
                    throw name.place()
                            .error(
                                    "unknown environment '" + FormatException.shown(name.text()) + "'",
                                    Suggestion.nextStep(name.text(), names()));
                }
            }
        }
    }

    private List<String> names() {
        return environments.stream().map(Environment::name).toList();
    }

    private Optional<String> canonical(String name) {
        return environments.stream()
                .filter(each -> each.name().equalsIgnoreCase(name)
                        || each.aliases().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst()
                .map(each -> each.name().toLowerCase(Locale.ROOT));
    }
}
