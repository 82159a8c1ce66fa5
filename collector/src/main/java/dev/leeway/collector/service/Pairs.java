package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.RoleScopes;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pairs of environments that are held against each other: each with the reference. */
final class Pairs {
    private final List<Pair> held = new ArrayList<>();
    private final Set<List<String>> unlike = new HashSet<>();
    private final Environments environments;
    private final RoleScopes roles;
    /** Asked for every fact, and the same for all facts of a role. */
    private final Map<Peers, Boolean> unlikePeers = new HashMap<>();

    private record Peers(String role, Pair pair) {}

    Pairs(Fleet fleet, RoleScopes roles) {
        this.environments = fleet.environments();
        this.roles = roles;
        for (int one = 0; one < environments.size(); one++) {
            for (int other = one + 1; other < environments.size(); other++) {
                if (one == environments.reference() || other == environments.reference()) {
                    held.add(new Pair(one, other));
                }
                if (RoleScopes.unlike(fleet.hosts(one), fleet.hosts(other))) {
                    unlike.add(List.of(environments.name(one), environments.name(other)));
                }
            }
        }
    }

    /**
     * Two environments.
     *
     * @param one the earlier in promotion order
     * @param other the later
     */
    record Pair(int one, int other) {}

    List<Pair> held() {
        return held;
    }

    /** Pairs, by name, whose hosts are altogether of unlike kinds. */
    Set<List<String>> unlike() {
        return Set.copyOf(unlike);
    }

    /** Whether a group tells of hosts too unlike to be compared fact by fact. */
    boolean unlike(SectionGroup group, Pair pair) {
        if (group.scope().kind() != Scope.Kind.ROLE) {
            return false;
        }
        return unlikePeers.computeIfAbsent(new Peers(group.scope().name(), pair), this::unlike);
    }

    private boolean unlike(Peers asked) {
        List<List<AlignedHost>> peers = roles.scopes().get(asked.role());
        return peers != null
                && RoleScopes.unlike(
                        peers.get(asked.pair().one()), peers.get(asked.pair().other()));
    }
}
