package dev.leeway.collector.align;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.HostNames;
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
        List<List<Crowd>> crowds = new ArrayList<>();
        for (int environment = 0; environment < fleet.environments().size(); environment++) {
            crowds.add(census.crowds(subject, environment));
            Set<SectionKey> own = new HashSet<>();
            for (Crowd crowd : crowds.get(environment)) {
                own.addAll(crowd.look().about(subject));
                crowd.look().listed(subject).forEach(index -> own.add(index.key()));
            }
            keys.addAll(own);
        }
        for (SectionKey key : keys) {
            List<EnvironmentSections> environments = new ArrayList<>();
            for (int environment = 0; environment < fleet.environments().size(); environment++) {
                environments.add(gather(
                        crowds.get(environment),
                        look -> ofSubject(look, key, subject),
                        look -> silence(look, key, subject)));
            }
            groups.add(new SectionGroup(
                    scope,
                    key,
                    EnvironmentPlaces.aligned(key, EngineNames.aligned(key, environments), fleet.environments())));
        }
    }

    private void addRole(String role, List<List<AlignedHost>> peers) {
        Scope scope = new Scope(Scope.Kind.ROLE, role);
        SortedSet<SectionKey> keys = new TreeSet<>();
        List<List<Crowd>> crowds = new ArrayList<>();
        for (int environment = 0; environment < peers.size(); environment++) {
            crowds.add(Crowd.of(peers.get(environment), fleet.roll(environment)));
            for (Crowd crowd : crowds.get(environment)) {
                keys.addAll(crowd.look().ofHost());
            }
        }
        for (SectionKey key : keys) {
            List<EnvironmentSections> environments = new ArrayList<>();
            for (List<Crowd> own : crowds) {
                environments.add(gather(own, look -> look.sections(key), look -> Silence.LEFT_OUT));
            }
            groups.add(new SectionGroup(scope, key, environments));
        }
    }

    private List<Section> ofSubject(Look look, SectionKey key, Subject subject) {
        List<Section> own = key.subject().isPresent() ? look.sections(key) : listed(look, key, subject);
        if (!own.isEmpty()) {
            return own;
        }
        SectionKey indexKey = SectionKey.of(key.probe());
        List<Section> index = look.sections(indexKey);
        boolean lists = census.indexes(subject.kind()).contains(indexKey);
        boolean silent = lists && lacks(look, indexKey, subject);
        if (!index.isEmpty() && (!index.get(0).outcome().observed() || silent)) {
            return List.of(nothing(key, index.get(0)));
        }
        return List.of();
    }

    private static List<Section> listed(Look look, SectionKey index, Subject subject) {
        return look.listed(subject).stream()
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
        List<Section> sections(Look look);
    }

    /** Why a host says nothing under the key at hand. */
    private interface Excuse {
        Silence silence(Look look);
    }

    /**
     * What is in containers only, their packages say, no host is asked for where the service runs in none, or not at all, unless its agent
     * may have left it out: of all else only what was seen not to be there is not.
     */
    private Silence silence(Look look, SectionKey key, Subject subject) {
        List<Section> index = look.sections(SectionKey.of(key.probe()));
        boolean inside = key.subject().isPresent() && fleet.subjects().tellsContainersAlone(key.probe());
        if (!inside || index.isEmpty() || index.stream().anyMatch(each -> Census.mayLack(each, key))) {
            return Silence.LEFT_OUT;
        }
        if (lacks(look, PROCESSES, subject)) {
            return new Silence(Outcome.NOT_APPLICABLE, UnseenHosts.NOT_RUNNING);
        }
        return lacks(look, CONTAINERS, subject)
                ? new Silence(Outcome.NOT_APPLICABLE, UnseenHosts.IN_NO_CONTAINER)
                : Silence.LEFT_OUT;
    }

    /** Whether an index was seen not to list it. */
    private static boolean lacks(Look look, SectionKey index, Subject subject) {
        return listed(look, index, subject).isEmpty() && Census.tellsAbsence(look, index, subject);
    }

    /** One section, and those who hold it. */
    private static final class Held {
        private final Section section;
        private final List<HostNames> hosts = new ArrayList<>();
        private final Set<AgentInfo> agents = new HashSet<>();

        Held(Section section) {
            this.section = section;
        }

        void add(Crowd crowd) {
            hosts.add(crowd.names());
            agents.addAll(crowd.agents());
        }

        SectionVariant variant() {
            return new SectionVariant(
                    section,
                    HostNames.union(hosts),
                    only(agents, agent -> Optional.of(agent.version())),
                    only(agents, AgentInfo::redaction));
        }
    }

    private static EnvironmentSections gather(List<Crowd> crowds, Speaker speaker, Excuse excuse) {
        if (crowds.isEmpty()) {
            return EnvironmentSections.ELSEWHERE;
        }
        Map<String, Held> byId = new HashMap<>();
        SortedMap<Silence, List<HostNames>> silences = new TreeMap<>();
        for (Crowd crowd : crowds) {
            List<Section> sections = speaker.sections(crowd.look());
            if (sections.isEmpty()) {
                note(silences, excuse.silence(crowd.look()), crowd);
            }
            for (Section section : sections) {
                if (section.outcome().observed()) {
                    byId.computeIfAbsent(section.id(), unused -> new Held(section))
                            .add(crowd);
                } else {
                    note(
                            silences,
                            new Silence(section.outcome(), section.reason().orElse("")),
                            crowd);
                }
            }
        }
        List<SectionVariant> variants =
                new TreeMap<>(byId).values().stream().map(Held::variant).toList();
        List<UnseenHosts> unseen = new ArrayList<>();
        silences.forEach((silence, hosts) ->
                unseen.add(new UnseenHosts(HostNames.union(hosts), silence.outcome(), silence.reason())));
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

    private static void note(SortedMap<Silence, List<HostNames>> silences, Silence silence, Crowd crowd) {
        silences.computeIfAbsent(silence, unused -> new ArrayList<>()).add(crowd.names());
    }
}
