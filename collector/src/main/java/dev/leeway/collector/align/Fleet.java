package dev.leeway.collector.align;

import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every host that takes part, by environment, each with its newest snapshot. */
public final class Fleet {
    /** A nightly snapshot of a host that is there is never older than this. */
    private static final Duration GONE = Duration.ofDays(2);

    private final Environments environments;
    private final Subjects subjects;
    private final List<List<AlignedHost>> hosts;
    private final List<List<AlignedHost>> gone;
    private final Map<String, Instant> received;
    private final List<HostNames> rolls = new ArrayList<>();
    private final List<List<Crowd>> crowds = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Takes in the snapshots of each environment.
     *
     * @param snapshots by environment, in the order of {@code environments}
     * @param asOf the moment the comparison speaks of
     */
    public Fleet(
            Environments environments,
            List<? extends List<Snapshot>> snapshots,
            Policy policy,
            Catalogue catalogue,
            Instant asOf) {
        this(environments, snapshots, Map.of(), policy, catalogue, asOf);
    }

    /**
     * The same of snapshots that a store took in.
     *
     * @param received when they arrived, by their ids; what is not in it is as old as its host says
     */
    public Fleet(
            Environments environments,
            List<? extends List<Snapshot>> snapshots,
            Map<String, Instant> received,
            Policy policy,
            Catalogue catalogue,
            Instant asOf) {
        this.received = Map.copyOf(received);
        this.environments = environments;
        this.subjects = new Subjects(catalogue, policy);
        IndexSlices slices = new IndexSlices(subjects);
        IdentityHashMap<SortedMap<SectionKey, Section>, Look> looks = new IdentityHashMap<>();
        List<List<AlignedHost>> all = new ArrayList<>();
        List<List<AlignedHost>> left = new ArrayList<>();
        for (int environment = 0; environment < environments.size(); environment++) {
            List<AlignedHost> aligned = new ArrayList<>();
            List<Snapshot> there = there(environments.name(environment), snapshots.get(environment), policy, asOf);
            Map<String, Snapshot> newest = newest(environments.name(environment), there, asOf);
            newest.forEach((name, snapshot) -> aligned.add(new AlignedHost(
                    name,
                    aligned.size(),
                    snapshot,
                    looks.computeIfAbsent(snapshot.sections(), own -> new Look(own, subjects, slices)),
                    received.get(snapshot.id()))));
            left.add(left(snapshots.get(environment), there, subjects, slices));
            all.add(List.copyOf(aligned));
            rolls.add(HostNames.of(newest.keySet()));
            crowds.add(Crowd.of(aligned, rolls.get(environment)));
        }
        this.hosts = List.copyOf(all);
        this.gone = List.copyOf(left);
    }

    /** Hosts whose snapshots are left out. */
    private List<AlignedHost> left(List<Snapshot> snapshots, List<Snapshot> there, Subjects named, IndexSlices slices) {
        if (there.size() == snapshots.size()) {
            return List.of();
        }
        Set<String> taken = new HashSet<>();
        there.forEach(snapshot -> taken.add(snapshot.id()));
        IdentityHashMap<SortedMap<SectionKey, Section>, Look> looks = new IdentityHashMap<>();
        List<AlignedHost> left = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            if (!taken.contains(snapshot.id())) {
                Look look = looks.computeIfAbsent(snapshot.sections(), own -> new Look(own, named, slices));
                left.add(new AlignedHost(
                        snapshot.host().name(), left.size(), snapshot, look, received.get(snapshot.id())));
            }
        }
        return List.copyOf(left);
    }

    /** When snapshots arrived, by their ids, as far as that is known. */
    public Map<String, Instant> received() {
        return received;
    }

    private Instant heardAt(Snapshot snapshot) {
        return received.getOrDefault(snapshot.id(), snapshot.capturedAt());
    }

    /**
     * The snapshots without those of hosts that come and go and are gone: they leave their last one behind, which says nothing of
     * what there is. Where no host would be left all are believed, and their age is told.
     */
    private List<Snapshot> there(String environment, List<Snapshot> snapshots, Policy policy, Instant asOf) {
        Instant oldest = asOf.minus(policy.maxAge().orElse(GONE));
        List<Snapshot> there = snapshots.stream()
                .filter(snapshot ->
                        !snapshot.host().isEphemeral() || !heardAt(snapshot).isBefore(oldest))
                .toList();
        if (there.isEmpty() || there.size() == snapshots.size()) {
            return snapshots;
        }
        int gone = snapshots.size() - there.size();
        notes.add(environment + ": " + gone + (gone == 1 ? " snapshot" : " snapshots")
                + " of hosts that come and go left out, older than "
                + Duration.between(oldest, asOf).toHours() + " hours");
        return there;
    }

    /** By the names of their hosts; fewer than {@code snapshots} where two are of one name. */
    private static Map<String, Snapshot> alone(List<Snapshot> snapshots) {
        Map<String, Snapshot> byName = new TreeMap<>();
        snapshots.forEach(snapshot -> byName.put(snapshot.host().name(), snapshot));
        return Collections.unmodifiableMap(byName);
    }

    private Map<String, Snapshot> newest(String environment, List<Snapshot> snapshots, Instant asOf) {
        Map<String, Snapshot> alone = alone(snapshots);
        if (alone.size() == snapshots.size()) {
            return alone;
        }
        Map<String, List<Snapshot>> byPlace = new TreeMap<>();
        for (Snapshot snapshot : snapshots) {
            byPlace.computeIfAbsent(NewestSnapshot.place(snapshot), unused -> new ArrayList<>(1))
                    .add(snapshot);
        }
        if (byPlace.size() < snapshots.size()) {
            notes.add(environment + ": only the newest of several snapshots of a host was compared ("
                    + (snapshots.size() - byPlace.size()) + " left out)");
        }
        Map<String, Snapshot> byName = new TreeMap<>();
        for (List<Snapshot> own : byPlace.values()) {
            Snapshot snapshot = NewestSnapshot.of(own, asOf).snapshot();
            String name = snapshot.host().name();
            byName.put(byName.containsKey(name) ? name + ":" + snapshot.root() : name, snapshot);
        }
        return Collections.unmodifiableMap(byName);
    }

    /** The environments that take part. */
    public Environments environments() {
        return environments;
    }

    /** The hosts of one environment, by name. */
    public List<AlignedHost> hosts(int environment) {
        return hosts.get(environment);
    }

    /** Hosts of one environment that came and went: their last snapshots say nothing of what there is, but of what there was. */
    public List<AlignedHost> gone(int environment) {
        return gone.get(environment);
    }

    /** The hosts of one environment, those that hold the same sections together, in the order of their first hosts. */
    public List<Crowd> crowds(int environment) {
        return crowds.get(environment);
    }

    /** The names of all hosts of one environment. */
    public HostNames roll(int environment) {
        return rolls.get(environment);
    }

    /** What is to be said about which snapshots were taken. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The subject of that name that sections of {@code probe} are about. */
    public Subject subject(String probe, String name) {
        return new Subject(subjects.kind(probe), name);
    }

    /** A section's key once its subject is renamed as the policy says. */
    public SectionKey canonical(SectionKey key) {
        return subjects.canonical(key);
    }

    Subjects subjects() {
        return subjects;
    }
}
