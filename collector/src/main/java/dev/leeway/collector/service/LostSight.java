package dev.leeway.collector.service;

import dev.leeway.collector.align.SubjectNames;
import dev.leeway.collector.history.History;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Drifts that may still be there though nobody can see them: what was told of sections that a host showed once, from when it last did.
 * Whether a drift was there last, its course has to say.
 */
final class LostSight {
    /** What was seen by others alone longer ago than reports remember is not looked for. */
    private static final Duration MEMORY = Duration.ofDays(14);

    private final Past past;
    private final Catalogue catalogue;
    private final ComparisonOptions options;
    private final Map<String, List<HostStep>> steps = new HashMap<>();
    private final Map<Long, Optional<Section>> read = new HashMap<>();

    LostSight(Past past, Catalogue catalogue, ComparisonOptions options) {
        this.past = past;
        this.catalogue = catalogue;
        this.options = options;
        for (int i = 0; i < past.hosts().size(); i++) {
            steps.put(past.hosts().get(i).text(), past.steps().get(i));
        }
    }

    /** What was told of what {@code sides} do not show at {@code moment}, as it was told last. */
    List<Drift> at(List<Side> sides, Instant moment) throws StoreException {
        SortedMap<SectionKey, Instant> since = since(sides, moment);
        Map<String, Drift> told = new LinkedHashMap<>();
        for (Map.Entry<SectionKey, Instant> each : since.entrySet()) {
            tell(each.getKey(), each.getValue(), moment, told);
        }
        return List.copyOf(told.values());
    }

    /** The last moments at which sections were seen that are not seen now, by their canonical keys; of several hosts the first to be blind. */
    private SortedMap<SectionKey, Instant> since(List<Side> sides, Instant moment) throws StoreException {
        SubjectNames names = new SubjectNames(past.policy());
        SortedMap<SectionKey, Instant> since = new TreeMap<>();
        for (Side side : sides) {
            for (Snapshot snapshot : side.snapshots()) {
                for (Map.Entry<SectionKey, Instant> each :
                        blind(snapshot, moment).entrySet()) {
                    since.merge(
                            names.canonical(each.getKey()),
                            each.getValue(),
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
        return since;
    }

    private void tell(SectionKey key, Instant lost, Instant to, Map<String, Drift> told) throws StoreException {
        Cone cone = past.cone(key, catalogue);
        if (!cone.shown()) {
            return;
        }
        // When this one was lost another may have been, who hid the same difference.
        Instant from = lost;
        Instant before = since(cone.at(from), from).getOrDefault(key, from);
        while (before.isBefore(from) && !from.isBefore(past.beginning())) {
            from = before;
            before = since(cone.at(from), from).getOrDefault(key, from);
        }
        List<Instant> moments = new ArrayList<>(List.of(from));
        for (Instant moment : Hours.last(cone.arrivals().keySet())) {
            if (moment.isAfter(from) && !moment.isAfter(to) && !moment.isBefore(to.minus(MEMORY))) {
                moments.add(moment);
            }
        }
        for (Instant moment : moments) {
            List<Side> sides = cone.at(moment);
            if (!sides.isEmpty()) {
                Comparison.compare(sides, past.policy(), catalogue, options.whole(moment, Optional.empty()))
                        .drifts()
                        .stream()
                        .filter(drift -> drift.state() != DriftState.UNKNOWN
                                && History.asked(drift)
                                && drift.address().section().equals(key))
                        .forEach(drift -> told.put(drift.id(), drift));
            }
        }
    }

    /** Sections a host does not show, or not wholly, with the last moment at which it did. */
    private Map<SectionKey, Instant> blind(Snapshot snapshot, Instant moment) throws StoreException {
        Set<SectionKey> blind = new TreeSet<>();
        Set<String> indexes = new HashSet<>();
        for (Section section : snapshot.sections().values()) {
            if (!seen(section)) {
                blind.add(section.key());
                if (section.key().subject().isEmpty()) {
                    indexes.add(section.key().probe());
                }
            }
        }
        Map<SectionKey, Instant> lost = new HashMap<>();
        // A tree that was examined on a host has steps of its own.
        String name = snapshot.host().environment().orElse("") + "/" + StoredHost.filed(snapshot);
        List<HostStep> own = steps.getOrDefault(name, List.of());
        Instant next = moment;
        for (int i = own.size() - 1; i >= 0 && !blind.isEmpty(); i--) {
            HostStep step = own.get(i);
            if (step.snapshot().receivedAt().isAfter(moment)) {
                continue;
            }
            for (SectionKey key : step.sections().keySet()) {
                // What an index lists no more for not being seen may have a section of its own no more.
                if (indexes.contains(key.probe()) && !snapshot.sections().containsKey(key) && !lost.containsKey(key)) {
                    blind.add(key);
                }
            }
            // Of the hosts of one night any may have been the first that was not seen.
            Instant last = next.truncatedTo(ChronoUnit.HOURS).minusMillis(1);
            for (SectionKey key : List.copyOf(blind)) {
                Long number = step.sections().get(key);
                if (number != null && section(number).filter(LostSight::seen).isPresent()) {
                    lost.put(key, last);
                    blind.remove(key);
                }
            }
            next = step.snapshot().receivedAt();
        }
        // Others may have shown what this host never did.
        blind.forEach(key -> lost.put(key, moment.minus(MEMORY)));
        return lost;
    }

    private Optional<Section> section(long number) throws StoreException {
        Optional<Section> known = read.get(number);
        if (known == null) {
            known = Optional.ofNullable(past.sections(List.of(number)).get(number));
            read.put(number, known);
        }
        return known;
    }

    private static boolean seen(Section section) {
        return section.outcome().observed() && section.uncovered().isEmpty();
    }
}
