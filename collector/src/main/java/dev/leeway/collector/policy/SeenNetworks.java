package dev.leeway.collector.policy;

import dev.leeway.collector.judge.Whereabouts;
import dev.leeway.schema.fact.Network;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Networks that one environment alone has to do with: those that clients of its databases come from and its services lead
 * into.
 *
 * <p>No snapshot tells the addresses of its own host, so this is a guess for people to confirm: where a developer works on
 * production's database, his network is seen there as well.
 */
final class SeenNetworks {
    private static final Pattern CLIENTS = Pattern.compile("client\\[[^\\]]*\\]/address");
    private static final Pattern ENDPOINTS = Pattern.compile("endpoint\\[[^\\]]*\\]/address");
    private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

    private final Whereabouts whereabouts;
    /** By environment, each network with what it was seen by. */
    private final Map<String, SortedMap<String, SortedSet<String>>> seen = new HashMap<>();

    SeenNetworks(Whereabouts whereabouts) {
        this.whereabouts = whereabouts;
    }

    void add(String environment, Snapshot snapshot) {
        for (Section section : snapshot.sections().values()) {
            String subject = section.key().subject().orElse("");
            switch (section.key().probe()) {
                case "database" -> add(environment, section, CLIENTS, "clients of database " + subject);
                case "connection" -> add(environment, section, ENDPOINTS, "servers of " + subject);
                default -> {}
            }
        }
    }

    private void add(String environment, Section section, Pattern wanted, String by) {
        section.facts().forEach((path, value) -> {
            if (wanted.matcher(path).matches()) {
                texts(value)
                        .flatMap(BETWEEN::splitAsStream)
                        .flatMap(text -> network(text).stream())
                        .forEach(network -> seen.computeIfAbsent(environment, unused -> new TreeMap<>())
                                .computeIfAbsent(network, unused -> new TreeSet<>())
                                .add(by));
            }
        });
    }

    private static Stream<String> texts(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.members().stream().flatMap(SeenNetworks::texts);
        }
        return value instanceof Value.Text text ? Stream.of(text.text()) : Stream.empty();
    }

    /** As wide as agents tell of clients at the narrowest: 24 bits, or 48 of version 6, which are told so already. */
    private Optional<String> network(String address) {
        return Network.of(address).filter(unused -> whereabouts.tells(address)).flatMap(found -> {
            if (address.indexOf('/') >= 0) {
                return Optional.of(address);
            }
            int last = address.lastIndexOf('.');
            return address.indexOf(':') >= 0 || last < 0
                    ? Optional.empty()
                    : Optional.of(address.substring(0, last) + ".0/24");
        });
    }

    /** The networks of {@code environment} that were seen in no other, each with what it was seen by. */
    SortedMap<String, String> of(String environment) {
        SortedMap<String, String> own = new TreeMap<>();
        seen.getOrDefault(environment, new TreeMap<>()).forEach((network, by) -> {
            boolean shared = seen.entrySet().stream()
                    .anyMatch(each -> !each.getKey().equals(environment)
                            && overlaps(List.copyOf(each.getValue().keySet()), network));
            if (!shared) {
                own.put(network, String.join(", ", by));
            }
        });
        return own;
    }

    private static boolean overlaps(List<String> networks, String other) {
        return networks.stream()
                .anyMatch(each -> Network.of(each)
                        .flatMap(one -> Network.of(other).map(two -> one.contains(two) || two.contains(one)))
                        .orElse(false));
    }
}
