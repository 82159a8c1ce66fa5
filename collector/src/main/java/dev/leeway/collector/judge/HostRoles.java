package dev.leeway.collector.judge;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.schema.policy.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which roles the hosts have that tell of a fact. */
final class HostRoles {
    private final Fleet fleet;
    /** By environment, of the hosts that have one; made when somebody asks, for few policies name roles. */
    private final List<Map<String, String>> known = new ArrayList<>();
    /** Of the groups that rules with roles were asked of, each of which has many facts. */
    private final IdentityHashMap<SectionGroup, Set<String>> ofGroups = new IdentityHashMap<>();

    HostRoles(Fleet fleet) {
        this.fleet = fleet;
    }

    private List<Map<String, String>> roles() {
        if (known.isEmpty()) {
            for (int environment = 0; environment < fleet.environments().size(); environment++) {
                Map<String, String> own = new HashMap<>();
                for (AlignedHost host : fleet.hosts(environment)) {
                    host.snapshot().host().role().ifPresent(role -> own.put(host.name(), role));
                }
                known.add(own);
            }
        }
        return known;
    }

    /**
     * Whether the facts of a group are of hosts within the roles of {@code reach}: one at least, and none of another role.
     * Hosts without a role may be of any.
     */
    boolean within(Reach reach, SectionGroup group) {
        return reach.roles().isEmpty() || within(reach, ofGroups.computeIfAbsent(group, this::of));
    }

    /** The roles that {@code reach} is confined to where no host has any of them, for people. */
    Optional<String> none(Reach reach) {
        boolean any = reach.roles().isEmpty()
                || roles().stream().anyMatch(own -> own.values().stream().anyMatch(reach.roles()::contains));
        return any ? Optional.empty() : Optional.of(String.join(" or ", reach.roles()));
    }

    static boolean within(Reach reach, Set<String> told) {
        return !told.isEmpty() && reach.roles().containsAll(told);
    }

    private Set<String> of(SectionGroup group) {
        Set<String> told = new HashSet<>();
        for (int environment = 0; environment < group.environments().size(); environment++) {
            EnvironmentSections sections = group.environments().get(environment);
            for (SectionVariant variant : sections.variants()) {
                add(told, environment, variant.hosts());
            }
            for (UnseenHosts unseen : sections.unseen()) {
                add(told, environment, unseen.hosts());
            }
        }
        return told;
    }

    /** The roles of some hosts of one environment, for what is told of them elsewhere. */
    Set<String> of(int environment, List<String> hosts) {
        Set<String> told = new HashSet<>();
        add(told, environment, hosts);
        return told;
    }

    private void add(Set<String> told, int environment, List<String> hosts) {
        for (String host : hosts) {
            String role = roles().get(environment).get(host);
            if (role != null) {
                told.add(role);
            }
        }
    }
}
