package dev.leeway.collector.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.align.SubjectNames;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sections on which differences in one section hang: those of that name on every host, and the indexes that tell which host has what.
 * A fleet of a moment that has no others costs a small part of the whole one.
 */
final class Cone {
    private final Past past;
    private final Set<SectionKey> keys = new TreeSet<>();
    private final Set<SectionKey> own = new TreeSet<>();
    private final Map<Long, Section> sections = new HashMap<>();
    private final IdentityHashMap<Map<SectionKey, Long>, SortedMap<SectionKey, Section>> shared =
            new IdentityHashMap<>();
    /** Hosts whose sections are equal share one map, by which a fleet knows that they are alike. */
    private final Map<List<Object>, SortedMap<SectionKey, Section>> alike = new HashMap<>();

    private final IdentityHashMap<Map<SectionKey, Long>, Map<SectionKey, Long>> parts = new IdentityHashMap<>();

    /**
     * The cone of a section.
     *
     * @param key as reports name it
     */
    Cone(Past past, SectionKey key, Catalogue catalogue) throws StoreException {
        this.past = past;
        SubjectNames names = new SubjectNames(past.policy());
        Set<String> ofHosts = new HashSet<>();
        for (ProbeEntry probe : catalogue.probes()) {
            if (probe.subjects().equals("host")) {
                ofHosts.add(probe.name());
            }
        }
        boolean indexed = key.subject().isPresent() || !ofHosts.contains(key.probe());
        for (SectionKey each : past.keys()) {
            boolean index = indexed && each.subject().isEmpty() && !ofHosts.contains(each.probe());
            boolean same = names.canonical(each).equals(key);
            if (index || same) {
                keys.add(each);
            }
            if (same) {
                own.add(each);
            }
        }
        Set<Long> numbers = new HashSet<>();
        past.steps()
                .forEach(
                        steps -> steps.forEach(step -> numbers.addAll(part(step).values())));
        sections.putAll(past.sections(numbers));
        key.subject().ifPresent(subject -> {
            OwnEntries entries = new OwnEntries(names, kind(key, catalogue), subject);
            sections.replaceAll((number, section) -> own.contains(section.key()) ? section : entries.of(section));
        });
    }

    private static String kind(SectionKey key, Catalogue catalogue) {
        return catalogue.probes().stream()
                .filter(probe -> probe.name().equals(key.probe()))
                .map(ProbeEntry::subjects)
                .filter(kind -> !kind.equals("host"))
                .findFirst()
                .orElse("service");
    }

    /** The numbers of the sections that a step has of it. */
    Map<SectionKey, Long> part(HostStep step) {
        return parts.computeIfAbsent(step.sections(), whole -> {
            Map<SectionKey, Long> part = new TreeMap<>();
            for (SectionKey key : keys) {
                Long number = whole.get(key);
                if (number != null) {
                    part.put(key, number);
                }
            }
            return part;
        });
    }

    /** Whether {@code key} is of the section itself, and no index. */
    boolean isOwn(SectionKey key) {
        return own.contains(key);
    }

    /** Whether any host ever showed the section itself. */
    boolean shown() {
        return sections.values().stream()
                .anyMatch(section ->
                        own.contains(section.key()) && section.outcome().observed());
    }

    /** A section by its number; empty where it is damaged. */
    Optional<Section> section(long number) {
        return Optional.ofNullable(sections.get(number));
    }

    /** The fleet at {@code moment}, as far as these sections go; a host that had sent nothing by then is not in it. */
    List<Side> at(Instant moment) throws StoreException {
        List<HostStep> now = new ArrayList<>();
        List<List<HostStep>> all = past.steps();
        for (List<HostStep> steps : all) {
            current(steps, moment).ifPresent(now::add);
        }
        past.readHeaders(now);
        List<StoredHost> passing = new ArrayList<>();
        for (HostStep step : now) {
            Snapshot header = past.header(step);
            if (header != null && header.host().isEphemeral()) {
                passing.add(step.snapshot().host());
            }
        }
        Map<Long, Instant> seen = passing.isEmpty() ? Map.of() : past.lastSeen(passing, moment);
        List<Snapshot> snapshots = new ArrayList<>();
        for (HostStep step : now) {
            Snapshot header = past.header(step);
            if (header != null) {
                snapshots.add(new Snapshot(
                        header.id(),
                        header.sequence(),
                        header.host(),
                        header.startedAt(),
                        requireNonNull(
                                seen.getOrDefault(step.snapshot().host().number(), header.capturedAt()),
                                "every header has its time"),
                        header.root(),
                        header.agent(),
                        sections(step)));
            }
        }
        return past.sides(snapshots);
    }

    /** The steps with which something of it changed, by the moment of their arrival. */
    SortedMap<Instant, List<HostStep>> arrivals() {
        SortedMap<Instant, List<HostStep>> arrivals = new TreeMap<>();
        for (List<HostStep> steps : past.steps()) {
            Object before = null;
            for (HostStep step : steps) {
                Object part = step.damaged() ? step : part(step);
                if (!part.equals(before)) {
                    arrivals.computeIfAbsent(step.snapshot().receivedAt(), any -> new ArrayList<>())
                            .add(step);
                }
                before = part;
            }
        }
        return arrivals;
    }

    /** The last of {@code steps} at {@code moment}. */
    static Optional<HostStep> current(List<HostStep> steps, Instant moment) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (!steps.get(i).snapshot().receivedAt().isAfter(moment)) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    private SortedMap<SectionKey, Section> sections(HostStep step) {
        if (step.damaged()) {
            return blank(keys);
        }
        return shared.computeIfAbsent(part(step), part -> {
            List<Section> read = new ArrayList<>();
            part.forEach((key, number) -> read.add(section(number).orElseGet(() -> unread(key))));
            return alike.computeIfAbsent(marks(read), any -> Snapshot.byKey(read));
        });
    }

    /** What is equal for equal sections, and takes no look at their facts. */
    private static List<Object> marks(List<Section> sections) {
        List<Object> marks = new ArrayList<>();
        for (Section section : sections) {
            // The id is that of all the rest.
            marks.addAll(List.of(section.key(), section.id(), section.evidence(), section.reason()));
        }
        return marks;
    }

    private static SortedMap<SectionKey, Section> blank(Set<SectionKey> keys) {
        return Snapshot.byKey(keys.stream().map(Cone::unread).toList());
    }

    /** What is damaged is not known, and neither there nor missing. */
    private static Section unread(SectionKey key) {
        return Sections.of(
                key,
                1,
                Outcome.FAILED,
                Facts.none(),
                List.of(),
                new TreeMap<>(),
                Optional.of("what is stored of it is damaged"));
    }
}
