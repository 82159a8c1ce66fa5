package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.yaml.Suggestion;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds what channels are told to be for against what there is: of an environment that nobody knows nothing would ever be told. */
final class ChannelCheck {
    private ChannelCheck() {}

    /** What is to be said of channels, in whole sentences. The store is opened only where the policy does not know a name. */
    static List<String> warnings(ServerConfig told, StoreLocation location, Surroundings surroundings)
            throws CommandFailure, FormatException {
        Policy policy = PolicyFile.named(told.policy(), surroundings).policy();
        Map<String, String> names = Environments.names(policy);
        if (strange(told, EnvironmentNames.of(names, Set.of())).isEmpty()) {
            return List.of();
        }
        boolean asked = true;
        Set<String> observed = new TreeSet<>();
        if (location.path().filter(Files::notExists).isEmpty()) {
            try (SnapshotStore store = location.open(surroundings)) {
                for (StoredHost host : store.hosts()) {
                    observed.add(Environments.canonical(policy, host.environment()));
                }
            } catch (StoreException e) {
                asked = false;
            }
        }
        List<String> warnings = new ArrayList<>();
        Set<String> known = new TreeSet<>(names.keySet());
        known.addAll(observed);
        String nobody = asked
                ? " is in neither the policy nor the store"
                : " is not in the policy, and the store cannot be asked";
        strange(told, EnvironmentNames.of(names, observed))
                .forEach((channel, environments) -> environments.forEach(environment -> warnings.add("the channel "
                        + channel + " is for '" + environment + "', which" + nobody
                        + ", so that it would hear of nothing; "
                        + Suggestion.nextStep(environment, known))));
        return warnings;
    }

    private static Map<String, List<String>> strange(ServerConfig told, EnvironmentNames names) {
        Map<String, List<String>> strange = new TreeMap<>();
        for (NotifyChannel channel : told.channels()) {
            List<String> unknown = channel.environments().stream()
                    .filter(environment -> !names.isKnown(environment))
                    .toList();
            if (!unknown.isEmpty()) {
                strange.put(channel.name(), unknown);
            }
        }
        return strange;
    }
}
