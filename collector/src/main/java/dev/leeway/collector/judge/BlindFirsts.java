package dev.leeway.collector.judge;

import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.Fleet;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hosts on which nobody could look for the first fact of an invariant, so that no fact of theirs brings it up: those that hold, or may
 * hold, the others it speaks of.
 */
final class BlindFirsts {
    private final Fleet fleet;
    private final int environment;
    /** By probe, the hosts that tell nothing of it. */
    private final Map<String, Set<String>> silent = new HashMap<>();

    BlindFirsts(Fleet fleet, int environment) {
        this.fleet = fleet;
        this.environment = environment;
    }

    /**
     * By address, or by what is known of it where keys are open, the hosts that could not look for {@code first}; none where one of
     * the other facts was seen not to be there.
     *
     * @param others of the same invariant
     */
    SortedMap<String, Set<String>> of(FactOperand first, HeldFacts firsts, Map<FactOperand, HeldFacts> others) {
        Set<List<String>> mentioned = new HashSet<>(firsts.mentioned());
        others.values().forEach(other -> mentioned.addAll(other.mentioned()));
        SortedMap<String, Set<String>> blind = new TreeMap<>();
        if (mentioned.isEmpty() && unasked(first, others.keySet())) {
            blind.put(first.filled(List.of()), silent(first.probe()));
        }
        for (List<String> keys : sorted(mentioned)) {
            List<String> known = keys.subList(0, Math.min(first.open(), keys.size()));
            Set<String> hosts = new HashSet<>(firsts.blindTo(known));
            hosts.removeAll(known.size() == first.open() ? firsts.holders(known) : Set.of());
            // Who tells nothing at all of the probe counts where the host itself shows that there is something to hold
            // it against.
            Set<String> showing = new HashSet<>();
            others.values().forEach(other -> showing.addAll(other.holders(known)));
            showing.retainAll(silent(first.probe()));
            hosts.addAll(showing);
            boolean speaks = others.entrySet().stream()
                    .allMatch(other -> !other.getValue().holders(known).isEmpty()
                            || !other.getValue().blindTo(known).isEmpty()
                            || hosts.stream()
                                    .anyMatch(host ->
                                            silent(other.getKey().probe()).contains(host)));
            if (speaks && !hosts.isEmpty()) {
                blind.computeIfAbsent(first.filled(known), unused -> new HashSet<>())
                        .addAll(hosts);
            }
        }
        return blind;
    }

    /** Whether no host tells anything of any of the facts' probes. */
    private boolean unasked(FactOperand first, Set<FactOperand> others) {
        int hosts = fleet.hosts(environment).size();
        return silent(first.probe()).size() == hosts
                && others.stream().allMatch(other -> silent(other.probe()).size() == hosts);
    }

    private static List<List<String>> sorted(Collection<List<String>> keys) {
        List<List<String>> sorted = new ArrayList<>(keys);
        sorted.sort(Comparator.comparing(each -> String.join("\0", each)));
        return sorted;
    }

    private Set<String> silent(String probe) {
        return silent.computeIfAbsent(probe, unused -> {
            Set<String> hosts = new HashSet<>();
            for (Crowd crowd : fleet.crowds(environment)) {
                boolean told = false;
                for (Section section : crowd.sections().values()) {
                    told |= section.key().probe().equals(probe)
                            && section.outcome().observed();
                }
                if (!told) {
                    crowd.hosts().forEach(host -> hosts.add(host.name()));
                }
            }
            return hosts;
        });
    }
}
