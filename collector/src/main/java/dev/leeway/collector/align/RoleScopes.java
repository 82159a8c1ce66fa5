package dev.leeway.collector.align;

import dev.leeway.schema.snapshot.HostKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which hosts are each other's peers.
 *
 * <p>Hosts of one role are peers across environments. Where an environment has no hosts of a role but some of which
 * nobody said the role, those stand in. Where two environments have but one role each, under different names, these
 * meet: whoever compares two hosts means to.
 */
public final class RoleScopes {
    /** The name of hosts without a role. */
    public static final String ANY = "*";

    private final SortedMap<String, List<List<AlignedHost>>> scopes = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    /** The peers of {@code fleet}. */
    public RoleScopes(Fleet fleet) {
        List<SortedMap<String, List<AlignedHost>>> byRole = new ArrayList<>();
        SortedSet<String> roles = new TreeSet<>();
        for (int environment = 0; environment < fleet.environments().size(); environment++) {
            byRole.add(byRole(fleet.hosts(environment)));
            roles.addAll(byRole.get(environment).keySet());
        }
        if (roles.size() > 1 && byRole.stream().allMatch(own -> own.size() == 1)) {
            meet(byRole);
            return;
        }
        for (String role : roles) {
            add(role, byRole, fleet.environments());
        }
    }

    private static SortedMap<String, List<AlignedHost>> byRole(List<AlignedHost> hosts) {
        SortedMap<String, List<AlignedHost>> byRole = new TreeMap<>();
        for (AlignedHost host : hosts) {
            String role = host.snapshot().host().role().orElse(ANY);
            byRole.computeIfAbsent(role, unused -> new ArrayList<>()).add(host);
        }
        return byRole;
    }

    private void meet(List<SortedMap<String, List<AlignedHost>>> byRole) {
        String name = ANY;
        for (SortedMap<String, List<AlignedHost>> own : byRole) {
            name = own.firstKey().equals(ANY) ? name : own.firstKey();
        }
        List<List<AlignedHost>> peers = new ArrayList<>();
        byRole.forEach(own -> peers.add(own.get(own.firstKey())));
        scopes.put(name, List.copyOf(peers));
    }

    private void add(String role, List<SortedMap<String, List<AlignedHost>>> byRole, Environments environments) {
        List<List<AlignedHost>> peers = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (int environment = 0; environment < byRole.size(); environment++) {
            SortedMap<String, List<AlignedHost>> own = byRole.get(environment);
            List<AlignedHost> hosts = own.getOrDefault(role, own.getOrDefault(ANY, List.of()));
            peers.add(hosts);
            if (!hosts.isEmpty()) {
                present.add(environments.name(environment));
            }
        }
        if (role.equals(ANY) && present.size() == 1 && byRole.stream().anyMatch(own -> !own.containsKey(ANY))) {
            return; // They stand in for the roles of the others, and are compared there.
        }
        if (present.size() < byRole.size()) {
            String hosts = role.equals(ANY) ? "hosts without a role" : "hosts of role '" + role + "'";
            // With two of three they meet; where they are alone nobody is their peer.
            notes.add(hosts + " were seen in " + String.join(", ", present) + " only"
                    + (present.size() == 1 ? ", so what they have by themselves is held against nothing" : ""));
        }
        scopes.put(role, List.copyOf(peers));
    }

    /** Peers by role, each list by environment; empty where an environment has none. */
    public SortedMap<String, List<List<AlignedHost>>> scopes() {
        return Collections.unmodifiableSortedMap(scopes);
    }

    /** What is to be said about roles without peers. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Whether hosts are of kinds too unlike to be held against each other fact by fact: a laptop against servers. A tree
     * examined offline is like any host that could have booted from it.
     */
    public static boolean unlike(List<AlignedHost> left, List<AlignedHost> right) {
        Set<HostKind> kinds = kinds(left);
        Set<HostKind> others = kinds(right);
        return !kinds.isEmpty() && !others.isEmpty() && Collections.disjoint(kinds, others);
    }

    private static Set<HostKind> kinds(List<AlignedHost> hosts) {
        Set<HostKind> kinds = EnumSet.noneOf(HostKind.class);
        for (AlignedHost host : hosts) {
            HostKind kind = host.snapshot().host().kind();
            if (kind == HostKind.TREE) {
                return EnumSet.noneOf(HostKind.class);
            }
            kinds.add(kind);
        }
        return kinds;
    }
}
