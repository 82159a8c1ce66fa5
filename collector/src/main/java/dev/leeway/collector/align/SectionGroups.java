package dev.leeway.collector.align;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Lays side by side what every environment says under each section key, for each role and each service. */
public final class SectionGroups {
    private static final SectionKey PROCESSES = SectionKey.of("process");
    private static final SectionKey CONTAINERS = SectionKey.of("container");

    private final Fleet fleet;
    private final Census census;
    private final List<SectionGroup> groups = new ArrayList<>();

    private SectionGroups(Fleet fleet, Census census) {
        this.fleet = fleet;
        this.census = census;
    }

    /** Every group, roles after services, each sorted by name and key. */
    public static List<SectionGroup> of(Fleet fleet, RoleScopes roles, Census census) {
        SectionGroups building = new SectionGroups(fleet, census);
        for (Subject subject : census.subjects()) {
            building.addSubject(subject);
        }
        roles.scopes().forEach(building::addRole);
        return List.copyOf(building.groups);
    }

    private void addSubject(Subject subject) {
        Scope scope = new Scope(Scope.Kind.SERVICE, subject.name());
        SortedSet<SectionKey> keys = new TreeSet<>();
        for (int environment = 0; environment < fleet.environments().size(); environment++) {
            for (AlignedHost host : census.bearers(subject, environment)) {
                for (SectionKey key : host.keys()) {
                    if (isAbout(key, subject)) {
                        keys.add(key);
                    }
                }
                host.listed(subject).forEach(index -> keys.add(index.key()));
            }
        }
        for (SectionKey key : keys) {
            List<EnvironmentSections> environments = new ArrayList<>();
            for (int environment = 0; environment < fleet.environments().size(); environment++) {
                environments.add(gather(
                        census.bearers(subject, environment),
                        host -> ofSubject(host, key, subject),
                        host -> silence(host, key, subject)));
            }
            groups.add(new SectionGroup(scope, key, EngineNames.aligned(key, environments)));
        }
    }

    private boolean isAbout(SectionKey key, Subject subject) {
        return key.subject().filter(subject.name()::equals).isPresent()
                && fleet.subjects().kind(key.probe()).equals(subject.kind());
    }

    private void addRole(String role, List<List<AlignedHost>> peers) {
        Scope scope = new Scope(Scope.Kind.ROLE, role);
        SortedSet<SectionKey> keys = new TreeSet<>();
        for (List<AlignedHost> hosts : peers) {
            for (AlignedHost host : hosts) {
                for (SectionKey key : host.keys()) {
                    if (key.subject().isEmpty()) {
                        keys.add(key);
                    }
                }
            }
        }
        for (SectionKey key : keys) {
            List<EnvironmentSections> environments = new ArrayList<>();
            for (List<AlignedHost> hosts : peers) {
                environments.add(gather(hosts, host -> host.sections(key), host -> Silence.LEFT_OUT));
            }
            groups.add(new SectionGroup(scope, key, environments));
        }
    }

    private List<Section> ofSubject(AlignedHost host, SectionKey key, Subject subject) {
        List<Section> own = key.subject().isPresent() ? host.sections(key) : listed(host, key, subject);
        if (!own.isEmpty()) {
            return own;
        }
        SectionKey indexKey = SectionKey.of(key.probe());
        List<Section> index = host.sections(indexKey);
        boolean lists = census.indexes(subject.kind()).contains(indexKey);
        boolean silent = lists && lacks(host, indexKey, subject);
        if (!index.isEmpty() && (!index.get(0).outcome().observed() || silent)) {
            return List.of(nothing(key, index.get(0)));
        }
        return List.of();
    }

    private static List<Section> listed(AlignedHost host, SectionKey index, Subject subject) {
        return host.listed(subject).stream()
                .filter(slice -> slice.key().equals(index))
                .toList();
    }

    /** What the probe's index implies for a subject it does not list: nothing there, or nobody could look. */
    private static Section nothing(SectionKey key, Section index) {
        return new Section(
                key,
                index.revision(),
                index.outcome().observed() ? Outcome.NOT_APPLICABLE : index.outcome(),
                "nothing:" + index.id(),
                Facts.none(),
                index.uncovered(),
                Collections.emptySortedMap(),
                index.reason());
    }

    /** What a host says under the key at hand; empty when its snapshot says nothing. */
    private interface Speaker {
        List<Section> sections(AlignedHost host);
    }

    /** Why a host says nothing under the key at hand. */
    private interface Excuse {
        Silence silence(AlignedHost host);
    }

    /**
     * What is in containers only, their packages say, no host is asked for where the service runs in none, or not at all, unless its agent
     * may have left it out: of all else only what was seen not to be there is not.
     */
    private Silence silence(AlignedHost host, SectionKey key, Subject subject) {
        List<Section> index = host.sections(SectionKey.of(key.probe()));
        boolean inside = key.subject().isPresent() && fleet.subjects().tellsContainersAlone(key.probe());
        if (!inside || index.isEmpty() || index.stream().anyMatch(each -> Census.mayLack(each, key))) {
            return Silence.LEFT_OUT;
        }
        if (lacks(host, PROCESSES, subject)) {
            return new Silence(Outcome.NOT_APPLICABLE, UnseenHosts.NOT_RUNNING);
        }
        return lacks(host, CONTAINERS, subject)
                ? new Silence(Outcome.NOT_APPLICABLE, UnseenHosts.IN_NO_CONTAINER)
                : Silence.LEFT_OUT;
    }

    /** Whether an index was seen not to list it. */
    private static boolean lacks(AlignedHost host, SectionKey index, Subject subject) {
        return listed(host, index, subject).isEmpty() && Census.tellsAbsence(host, index, subject);
    }

    private static EnvironmentSections gather(List<AlignedHost> hosts, Speaker speaker, Excuse excuse) {
        if (hosts.isEmpty()) {
            return EnvironmentSections.ELSEWHERE;
        }
        SortedMap<String, List<String>> hostsById = new TreeMap<>();
        SortedMap<String, Section> byId = new TreeMap<>();
        Map<String, Set<AgentInfo>> agentsById = new HashMap<>();
        SortedMap<Silence, List<String>> silences = new TreeMap<>();
        for (AlignedHost host : hosts) {
            List<Section> sections = speaker.sections(host);
            if (sections.isEmpty()) {
                note(silences, excuse.silence(host), host);
            }
            for (Section section : sections) {
                if (section.outcome().observed()) {
                    byId.putIfAbsent(section.id(), section);
                    hostsById
                            .computeIfAbsent(section.id(), unused -> new ArrayList<>())
                            .add(host.name());
                    agentsById
                            .computeIfAbsent(section.id(), unused -> new HashSet<>())
                            .add(host.snapshot().agent());
                } else {
                    Optional<String> reason = section.reason();
                    note(silences, new Silence(section.outcome(), reason.orElse("")), host);
                }
            }
        }
        List<SectionVariant> variants = new ArrayList<>();
        byId.forEach((id, section) -> {
            Set<AgentInfo> agents = agentsById.getOrDefault(id, Set.of());
            variants.add(new SectionVariant(
                    section,
                    hostsById.getOrDefault(id, List.of()),
                    only(agents, agent -> Optional.of(agent.version())),
                    only(agents, AgentInfo::redaction)));
        });
        List<UnseenHosts> unseen = new ArrayList<>();
        silences.forEach((silence, names) -> unseen.add(new UnseenHosts(names, silence.outcome(), silence.reason())));
        return new EnvironmentSections(true, variants, unseen);
    }

    /** What all agents say alike. */
    private static Optional<String> only(Set<AgentInfo> agents, Function<AgentInfo, Optional<String>> what) {
        List<Optional<String>> said = agents.stream().map(what).distinct().toList();
        return said.size() == 1 ? said.get(0) : Optional.empty();
    }

    private record Silence(Outcome outcome, String reason) implements Comparable<Silence> {
        static final Silence LEFT_OUT = new Silence(Outcome.NOT_REQUESTED, UnseenHosts.NOT_IN_SNAPSHOT);

        @Override
        public int compareTo(Silence other) {
            int byOutcome = outcome.compareTo(other.outcome);
            return byOutcome != 0 ? byOutcome : reason.compareTo(other.reason);
        }
    }

    private static void note(SortedMap<Silence, List<String>> silences, Silence silence, AlignedHost host) {
        List<String> hosts = silences.computeIfAbsent(silence, unused -> new ArrayList<>());
        if (hosts.isEmpty() || !hosts.get(hosts.size() - 1).equals(host.name())) {
            hosts.add(host.name());
        }
    }
}
