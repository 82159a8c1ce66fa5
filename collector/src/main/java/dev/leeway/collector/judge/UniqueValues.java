package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.ValueOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The values of one fact in one environment and the hosts that hold each, secrets under each of their tags. */
final class UniqueValues {
    /** So many are told. */
    static final int MOST = 4;

    private final SortedMap<Value, List<String>> clear = new TreeMap<>(ValueOrder.INSTANCE);
    private final SortedMap<SecretTag, List<String>> tagged = new TreeMap<>();
    private final SortedSet<String> untold = new TreeSet<>();
    /** Keys of tags that every secret has. */
    private Set<String> keys = Set.of();

    private boolean anySecret;

    /** Adds what some hosts hold alike; replicas of one host arrive as a set. */
    void add(Value value, List<String> hosts) {
        if (value instanceof Value.SetOf set) {
            set.members().forEach(member -> add(member, hosts));
        } else if (value instanceof Value.Secret secret && secret.presence() == Presence.TAGGED) {
            Set<String> own = new HashSet<>();
            for (SecretTag tag : secret.tags()) {
                own.add(tag.keyId());
                tagged.computeIfAbsent(tag, unused -> new ArrayList<>()).addAll(hosts);
            }
            keys = anySecret ? common(keys, own) : own;
            anySecret = true;
            untold.addAll(keys.isEmpty() ? hosts : List.of());
        } else if (value.kind() == Value.Kind.SECRET || value.kind() == Value.Kind.WITHHELD) {
            untold.addAll(hosts);
        } else if (!isOwn(value)) {
            clear.computeIfAbsent(value, unused -> new ArrayList<>()).addAll(hosts);
        }
    }

    /** What agents write in place of the host's own name or address is another on every host. */
    private static boolean isOwn(Value value) {
        String text = value.display();
        return text.contains("{host}") || text.contains("{address}");
    }

    private static Set<String> common(Collection<String> one, Collection<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** Values that several hosts hold, or one host twice, with these hosts. */
    Map<Value, List<String>> several() {
        SortedMap<Value, List<String>> several = new TreeMap<>(ValueOrder.INSTANCE);
        clear.forEach((value, hosts) -> {
            if (hosts.size() > 1) {
                several.put(value, hosts.stream().sorted().toList());
            }
        });
        Set<List<String>> told = new HashSet<>();
        tagged.forEach((tag, hosts) -> {
            List<String> sorted = hosts.stream().sorted().toList();
            // While keys are exchanged a secret has two tags, and is told under one.
            if (sorted.size() > 1 && told.add(sorted)) {
                several.put(secret(tag), sorted);
            }
        });
        return several;
    }

    /** Values that both hold, with the hosts of this one and of the other. */
    Map<Value, List<List<String>>> shared(UniqueValues other) {
        SortedMap<Value, List<List<String>>> shared = new TreeMap<>(ValueOrder.INSTANCE);
        clear.forEach((value, hosts) -> {
            List<String> theirs = other.clear.getOrDefault(value, List.of());
            if (!theirs.isEmpty()) {
                shared.put(value, List.of(sorted(hosts), sorted(theirs)));
            }
        });
        Set<List<List<String>>> told = new HashSet<>();
        tagged.forEach((tag, hosts) -> {
            List<String> theirs = other.tagged.getOrDefault(tag, List.of());
            List<List<String>> both = List.of(sorted(hosts), sorted(theirs));
            if (!theirs.isEmpty() && told.add(both)) {
                shared.put(secret(tag), both);
            }
        });
        return shared;
    }

    private static List<String> sorted(List<String> hosts) {
        return hosts.stream().sorted().distinct().toList();
    }

    private static Value secret(SecretTag tag) {
        return new Value.Secret(List.of(tag), Presence.TAGGED);
    }

    /** Hosts of whose values it cannot be told. */
    List<String> untold() {
        return List.copyOf(untold);
    }

    /** Hosts of whose values it cannot be told whether the other holds them, beside those of {@link #untold}. */
    List<String> apart(UniqueValues other) {
        boolean strange =
                anySecret && other.anySecret && common(keys, other.keys).isEmpty();
        return strange
                ? tagged.values().stream()
                        .flatMap(List::stream)
                        .sorted()
                        .distinct()
                        .toList()
                : List.of();
    }
}
