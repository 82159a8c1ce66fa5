package dev.leeway.collector.judge;

import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the hosts of one environment hold of the facts one operand means, and where they could not look. */
final class HeldFacts {
    private final FactOperand operand;
    /** How many of the open keys count: those that the first operand has as well. */
    private final int common;
    /** By these keys, then by host. */
    private final SortedMap<List<String>, SortedMap<String, List<Held>>> byKeys = new TreeMap<>(HeldFacts::order);

    private final List<Blind> blind = new ArrayList<>();

    /**
     * Facts of {@code groups} in {@code environment}.
     *
     * @param open how many keys the first operand leaves open, which this has in common as far as it leaves any open
     */
    HeldFacts(FactOperand operand, int open, List<SectionGroup> groups, int environment) {
        this.operand = operand;
        this.common = Math.min(open, operand.open());
        Set<List<String>> seen = new HashSet<>();
        for (SectionGroup group : groups) {
            if (operand.pattern().canMatchIn(group.key())) {
                EnvironmentSections sections = group.environments().get(environment);
                sections.variants().forEach(variant -> gather(group, variant, seen));
                for (UnseenHosts unseen : sections.unseen()) {
                    if (unseen.outcome() != Outcome.NOT_APPLICABLE) {
                        blind.add(new Blind(
                                AddressPattern.parse(group.key().text() + "/**"), new HashSet<>(unseen.hosts())));
                    }
                }
            }
        }
    }

    /**
     * A fact of one host.
     *
     * @param address in canonical names
     * @param scope service or role
     * @param value raw
     */
    record Held(String address, Scope scope, Value value) {}

    /**
     * Where nobody could look.
     *
     * @param pattern what was not seen
     * @param hosts on which
     */
    private record Blind(AddressPattern pattern, Set<String> hosts) {}

    private static int order(List<String> one, List<String> other) {
        return String.join("\0", one).compareTo(String.join("\0", other));
    }

    private void gather(SectionGroup group, SectionVariant variant, Set<List<String>> seen) {
        for (Uncovered uncovered : variant.section().uncovered()) {
            blind.add(new Blind(variant.canonical(uncovered.pattern(), group.key()), new HashSet<>(variant.hosts())));
        }
        String opening = group.key().text() + "/";
        Facts facts = variant.section().facts();
        for (int i = 0; i < facts.size(); i++) {
            String address = opening + facts.path(i);
            Optional<List<String>> keys = operand.keys(address);
            if (keys.isPresent()) {
                SortedMap<String, List<Held>> byHost =
                        byKeys.computeIfAbsent(known(keys.get()), unused -> new TreeMap<>());
                for (String host : variant.hosts()) {
                    // Hosts without a role stand in for peers of several.
                    if (seen.add(List.of(host, variant.section().id(), address))) {
                        byHost.computeIfAbsent(host, unused -> new ArrayList<>(1))
                                .add(new Held(address, group.scope(), facts.value(i)));
                    }
                }
            }
        }
    }

    /** The keys under which anything is held, in order. */
    Iterable<List<String>> keys() {
        return byKeys.keySet();
    }

    private List<String> known(List<String> keys) {
        return keys.subList(0, Math.min(common, keys.size()));
    }

    /** By host, what is held under these keys. */
    SortedMap<String, List<Held>> under(List<String> keys) {
        return byKeys.getOrDefault(known(keys), new TreeMap<>());
    }

    /** Whether a host could not look for what is meant under these keys. */
    boolean isBlind(String host, List<String> keys) {
        AddressPattern meant = AddressPattern.parse(operand.filled(keys));
        return blind.stream()
                .anyMatch(each -> each.hosts().contains(host) && PatternOverlap.exists(each.pattern(), meant));
    }

    /** The keys, or the first of them, of which something is held or could not be looked for. */
    Set<List<String>> mentioned() {
        Set<List<String>> mentioned = new HashSet<>(byKeys.keySet());
        for (Blind each : blind) {
            if (PatternOverlap.exists(each.pattern(), operand.pattern())) {
                mentioned.add(known(operand.firstKeys(each.pattern().text())));
            }
        }
        return mentioned;
    }

    /** The hosts that could not look for what is meant under keys that begin so. */
    Set<String> blindTo(List<String> keys) {
        AddressPattern meant = AddressPattern.parse(operand.filled(keys));
        Set<String> hosts = new HashSet<>();
        for (Blind each : blind) {
            if (PatternOverlap.exists(each.pattern(), meant)) {
                hosts.addAll(each.hosts());
            }
        }
        return hosts;
    }

    /** The hosts that hold anything under keys that begin so. */
    Set<String> holders(List<String> keys) {
        List<String> first = known(keys);
        Set<String> hosts = new HashSet<>();
        byKeys.forEach((own, byHost) -> {
            int least = Math.min(own.size(), first.size());
            if (own.subList(0, least).equals(first.subList(0, least))) {
                hosts.addAll(byHost.keySet());
            }
        });
        return hosts;
    }

    /** Whether anything is held at all. */
    boolean any() {
        return !byKeys.isEmpty();
    }
}
