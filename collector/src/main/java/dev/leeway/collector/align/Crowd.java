package dev.leeway.collector.align;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Hosts of one environment that hold the same sections. Whatever depends on those alone is asked of a crowd and not of each of its
 * hosts, so that it costs as much as there is variety, and not as much as there are hosts.
 */
public final class Crowd {
    private final Look look;
    private final List<AlignedHost> hosts = new ArrayList<>();
    private final Set<AgentInfo> agents = new HashSet<>();
    private HostNames names = HostNames.of(List.of());
    private Instant firstStarted = Instant.MAX;

    private Crowd(Look look) {
        this.look = look;
    }

    /**
     * The crowds among {@code hosts}, in the order of their first hosts.
     *
     * @param roll names of all hosts of their environment
     */
    static List<Crowd> of(Collection<AlignedHost> hosts, HostNames roll) {
        IdentityHashMap<Look, Crowd> byLook = new IdentityHashMap<>();
        List<Crowd> crowds = new ArrayList<>();
        for (AlignedHost host : hosts) {
            Crowd crowd = byLook.get(host.look());
            if (crowd == null) {
                crowd = new Crowd(host.look());
                byLook.put(host.look(), crowd);
                crowds.add(crowd);
            }
            crowd.hosts.add(host);
            crowd.agents.add(host.snapshot().agent());
            Instant started = host.snapshot().startedAt();
            crowd.firstStarted = started.isBefore(crowd.firstStarted) ? started : crowd.firstStarted;
        }
        for (Crowd crowd : crowds) {
            BitSet places = new BitSet(roll.size());
            crowd.hosts.forEach(host -> places.set(host.number()));
            crowd.names = HostNames.among(roll, places);
        }
        return List.copyOf(crowds);
    }

    /** The hosts, by name. */
    public List<AlignedHost> hosts() {
        return hosts;
    }

    /** Their names. */
    public HostNames names() {
        return names;
    }

    /** Their sections, as their snapshots have them. */
    public SortedMap<SectionKey, Section> sections() {
        return look.raw();
    }

    /** When the first of their snapshots was begun. */
    public Instant firstStarted() {
        return firstStarted;
    }

    /** The agents that saw them. */
    Set<AgentInfo> agents() {
        return agents;
    }

    Look look() {
        return look;
    }
}
