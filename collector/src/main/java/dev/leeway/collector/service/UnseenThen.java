package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.Unknown;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.report.HostNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which hosts nobody can say of how a fact stood in earlier snapshots: none was taken there, or it does not tell. */
final class UnseenThen {
    private final ComparisonRun now;
    private final ComparisonRun then;
    /** By environment, hosts of now that had no snapshot then. */
    private final Map<Integer, HostNames> newcomers = new HashMap<>();

    UnseenThen(ComparisonRun now, ComparisonRun then) {
        this.now = now;
        this.then = then;
    }

    /**
     * Hosts of which it is not known how the fact of a row stood.
     *
     * @param today what the environment says of it now
     * @param before what it said then, empty where no row tells
     * @param group the section then
     */
    HostNames of(int environment, Optional<Tally> today, Optional<Tally> before, Optional<SectionGroup> group) {
        List<HostNames> unseen = new ArrayList<>();
        List<HostNames> seen = new ArrayList<>();
        HostNames asked = today.map(UnseenThen::hosts).orElse(HostNames.of(List.of()));
        if (before.isPresent()) {
            before.get().unknown().forEach(hosts -> unseen.add(HostNames.of(hosts.hosts())));
            seen.addAll(said(before.get()));
        } else if (group.isPresent()) {
            group.get().environments().get(environment).unseen().stream()
                    .map(UnseenHosts::hosts)
                    .forEach(hosts -> unseen.add(HostNames.of(hosts)));
            group.get().environments().get(environment).variants().stream()
                    .map(SectionVariant::hosts)
                    .forEach(hosts -> seen.add(HostNames.of(hosts)));
        }
        unseen.add(both(asked, newcomers(environment)));
        return HostNames.union(unseen).without(HostNames.union(seen));
    }

    /** All hosts of which the fact is told now, where nothing at all is known of then. */
    HostNames all(int environment, Optional<Tally> today, Optional<SectionGroup> group) {
        List<HostNames> unseen = new ArrayList<>(List.of(of(environment, today, Optional.empty(), group)));
        today.map(UnseenThen::hosts).ifPresent(unseen::add);
        return HostNames.union(unseen);
    }

    /** Hosts of which it is not known whether they had {@code subject}. */
    HostNames of(Subject subject, int environment) {
        HostNames bearers = names(now.census.bearers(subject, environment));
        HostNames newcomers = newcomers(environment);
        if (!then.census.bearers(subject, environment).isEmpty()) {
            return HostNames.of(List.of());
        }
        if (then.fleet.hosts(environment).isEmpty()) {
            return newcomers;
        }
        return lacked(subject, environment)
                ? both(bearers, newcomers)
                : HostNames.union(List.of(names(then.census.unlisted(subject, environment)), both(bearers, newcomers)));
    }

    /** Where an environment stood with {@code subject}. */
    Census.Presence presence(Subject subject, int environment) {
        if (!then.census.bearers(subject, environment).isEmpty()) {
            return Census.Presence.HERE;
        }
        return lacked(subject, environment) ? Census.Presence.NOT_HERE : Census.Presence.UNKNOWN;
    }

    /** Whether each host of the environment was looked at then, and none had the subject. */
    boolean lacked(Subject subject, int environment) {
        return then.census.lacked(subject, environment, now.census);
    }

    /** What hosts say of which there was a snapshot then. */
    Tally withoutNewcomers(Tally tally, int environment) {
        HostNames none = newcomers(environment);
        if (none.isEmpty()) {
            return tally;
        }
        List<ValueGroup> groups = new ArrayList<>();
        for (ValueGroup group : tally.groups()) {
            HostNames left = HostNames.of(group.hosts()).without(none);
            if (!left.isEmpty()) {
                groups.add(new ValueGroup(
                        group.value(), group.key(), group.parts(), left, group.evidence(), group.disclosure()));
            }
        }
        return new Tally(groups, HostNames.of(tally.missing()).without(none), tally.unknown());
    }

    /** Hosts that come and go were not there to be seen. */
    private HostNames newcomers(int environment) {
        return newcomers.computeIfAbsent(environment, unused -> {
            HostNames known = names(then.fleet.hosts(environment));
            List<AlignedHost> lasting = now.fleet.hosts(environment).stream()
                    .filter(host -> then.fleet.hosts(environment).isEmpty()
                            || !host.snapshot().host().isEphemeral())
                    .toList();
            return names(lasting).without(known);
        });
    }

    private static HostNames names(List<AlignedHost> hosts) {
        return HostNames.of(hosts.stream().map(AlignedHost::name).toList());
    }

    private static HostNames both(HostNames one, HostNames other) {
        return one.without(one.without(other));
    }

    private static HostNames hosts(Tally tally) {
        List<HostNames> all = said(tally);
        for (Unknown unknown : tally.unknown()) {
            all.add(HostNames.of(unknown.hosts()));
        }
        return HostNames.union(all);
    }

    private static List<HostNames> said(Tally tally) {
        List<HostNames> said = new ArrayList<>();
        said.add(HostNames.of(tally.missing()));
        for (ValueGroup group : tally.groups()) {
            said.add(HostNames.of(group.hosts()));
        }
        return said;
    }
}
