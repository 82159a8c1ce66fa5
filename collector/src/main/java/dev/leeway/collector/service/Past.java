package dev.leeway.collector.service;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.SubjectNames;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store remembers of some environments until a moment: where the sections of their hosts changed, and what hosts were like at any
 * time before. Moments are those of arrival. Several threads may ask of different sections.
 */
public final class Past {
    private final SnapshotStore store;
    private final Policy policy;
    private final Instant until;
    private final List<StoredHost> hosts;
    private final List<List<HostStep>> steps = new ArrayList<>();
    private final Map<Long, Snapshot> headers = new ConcurrentHashMap<>();
    private final Map<SectionKey, Cone> cones = new ConcurrentHashMap<>();
    private volatile @Nullable Set<SectionKey> keys;

    private Past(SnapshotStore store, Policy policy, Instant until, List<StoredHost> hosts) {
        this.store = store;
        this.policy = policy;
        this.until = until;
        this.hosts = hosts;
    }

    /**
     * What {@code store} remembers.
     *
     * @param environments canonical names of those it is about
     * @param until the last moment that counts
     */
    public static Past of(SnapshotStore store, Policy policy, Collection<String> environments, Instant until)
            throws StoreException {
        List<StoredHost> hosts = store.hosts().stream()
                .filter(host -> environments.contains(Environments.canonical(policy, host.environment())))
                .toList();
        Past past = new Past(store, policy, until, hosts);
        Map<StoredHost, List<HostStep>> byHost = new LinkedHashMap<>();
        hosts.forEach(host -> byHost.put(host, new ArrayList<>()));
        for (HostStep step : store.steps(hosts)) {
            List<HostStep> own = byHost.get(step.snapshot().host());
            if (own != null && !step.snapshot().receivedAt().isAfter(until)) {
                own.add(step);
            }
        }
        past.steps.addAll(byHost.values());
        return past;
    }

    /** The cone of a section, read once. */
    Cone cone(SectionKey key, Catalogue catalogue) throws StoreException {
        Cone known = cones.get(key);
        if (known == null) {
            known = new Cone(this, key, catalogue);
            cones.put(key, known);
        }
        return known;
    }

    /** The last moment that counts. */
    Instant until() {
        return until;
    }

    Policy policy() {
        return policy;
    }

    /** The hosts it is about. */
    List<StoredHost> hosts() {
        return hosts;
    }

    /** The steps of each of {@link #hosts}, the oldest first. */
    List<List<HostStep>> steps() {
        return steps;
    }

    /** The keys of all sections that hosts ever had. */
    Set<SectionKey> keys() {
        Set<SectionKey> known = keys;
        if (known == null) {
            Set<SectionKey> all = new TreeSet<>();
            Set<Map<SectionKey, Long>> met = Collections.newSetFromMap(new IdentityHashMap<>());
            for (List<HostStep> own : steps) {
                for (HostStep step : own) {
                    if (met.add(step.sections())) {
                        all.addAll(step.sections().keySet());
                    }
                }
            }
            known = Collections.unmodifiableSet(all);
            keys = known;
        }
        return known;
    }

    /** When the first snapshot that is kept arrived; {@link #until} where there is none. */
    Instant beginning() {
        return steps.stream()
                .filter(own -> !own.isEmpty())
                .map(own -> own.get(0).snapshot().receivedAt())
                .min(Instant::compareTo)
                .orElse(until);
    }

    /** When every host of those that were there in the first hour had arrived: before, a fleet is not whole. */
    Instant complete() {
        Instant limit = beginning().plus(Duration.ofHours(1));
        return steps.stream()
                .filter(own -> !own.isEmpty())
                .map(own -> own.get(0).snapshot().receivedAt())
                .filter(moment -> !moment.isAfter(limit))
                .max(Instant::compareTo)
                .orElse(until);
    }

    /** The last arrival of any host before {@code moment}, whether or not it told anything new. */
    Optional<Instant> lastArrival(Instant moment) throws StoreException {
        return store.at(hosts, moment.minusMillis(1)).stream()
                .map(StoredSnapshot::receivedAt)
                .max(Instant::compareTo);
    }

    /** The snapshots of a host that had arrived by {@link #until}, the newest first. */
    List<StoredSnapshot> snapshots(StoredHost host) throws StoreException {
        return store.snapshots(host).stream()
                .filter(snapshot -> !snapshot.receivedAt().isAfter(until))
                .toList();
    }

    /** The snapshot of a host before {@code after}. */
    Optional<StoredSnapshot> previous(StoredHost host, StoredSnapshot after) throws StoreException {
        boolean met = false;
        for (StoredSnapshot snapshot : store.snapshots(host)) {
            if (met) {
                return Optional.of(snapshot);
            }
            met = snapshot.number() == after.number();
        }
        return Optional.empty();
    }

    /** The name by which the host of {@code step} knows a section; {@code key} where it has none of the kind. */
    SectionKey raw(HostStep step, SectionKey key) {
        if (step.sections().containsKey(key)) {
            return key;
        }
        SubjectNames names = new SubjectNames(policy);
        return step.sections().keySet().stream()
                .filter(each -> names.canonical(each).equals(key))
                .sorted()
                .findFirst()
                .orElse(key);
    }

    /** Sections by the numbers that steps give them; what is damaged is left out. */
    Map<Long, Section> sections(Collection<Long> numbers) throws StoreException {
        return store.sections(numbers);
    }

    /** What a host's step says of the host itself, with sections of the caller's choice; a host that cannot be read is told by its name. */
    @Nullable Snapshot header(HostStep step) {
        return headers.get(step.snapshot().number());
    }

    /** Reads the headers of steps, each once. */
    void readHeaders(Collection<HostStep> wanted) throws StoreException {
        List<StoredSnapshot> lacking = new ArrayList<>();
        for (HostStep step : wanted) {
            if (!headers.containsKey(step.snapshot().number())) {
                lacking.add(step.snapshot());
            }
        }
        if (!lacking.isEmpty()) {
            headers.putAll(store.headers(lacking));
        }
    }

    /** When those hosts were last heard of before {@code moment}; by the number of the host. */
    Map<Long, Instant> lastSeen(Collection<StoredHost> some, Instant moment) throws StoreException {
        Map<Long, Instant> seen = new HashMap<>();
        for (StoredSnapshot snapshot : store.at(some, moment)) {
            seen.put(snapshot.host().number(), snapshot.receivedAt());
        }
        return seen;
    }

    /** Whole snapshots of every host as they were at {@code moment}, as far as they can be read, and what cannot be. */
    SnapshotFolder whole(Instant moment) throws StoreException {
        return store.read(store.at(hosts, moment));
    }

    /** Snapshots by the environments they name. */
    List<Side> sides(Collection<Snapshot> snapshots) {
        Map<String, List<Snapshot>> byEnvironment = new TreeMap<>();
        Map<String, String> names = new HashMap<>();
        for (Snapshot snapshot : snapshots) {
            String name = names.computeIfAbsent(
                    snapshot.host().environment().orElse(""), own -> Environments.canonical(policy, own));
            byEnvironment.computeIfAbsent(name, any -> new ArrayList<>()).add(snapshot);
        }
        List<Side> sides = new ArrayList<>();
        byEnvironment.forEach((name, own) -> sides.add(new Side(name, own)));
        return sides;
    }
}
