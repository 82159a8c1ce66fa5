package dev.leeway.collector.align;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which subject is where: seen there, seen not to be there, or not known. */
public final class Census {
    private final Fleet fleet;
    private final Map<Subject, List<List<AlignedHost>>> bearers = new HashMap<>();
    private final List<Subject> subjects;
    private final Map<Subject, List<List<Crowd>>> crowds = new HashMap<>();
    /** For each kind of subject the index sections that list some on at least one host. */
    private final Map<String, SortedSet<SectionKey>> indexes = new TreeMap<>();

    /** Counts the subjects of {@code fleet}. */
    public Census(Fleet fleet) {
        this.fleet = fleet;
        for (int environment = 0; environment < fleet.environments().size(); environment++) {
            for (Crowd crowd : fleet.crowds(environment)) {
                count(environment, crowd);
            }
        }
        bearers.values().forEach(all -> all.forEach(own -> own.sort(Comparator.comparingInt(AlignedHost::number))));
        this.subjects = bearers.keySet().stream().sorted().toList();
    }

    private void count(int environment, Crowd crowd) {
        Set<Subject> own = new HashSet<>(crowd.look().told());
        for (Subject subject : crowd.look().listed()) {
            own.add(subject);
            for (Section index : crowd.look().listed(subject)) {
                indexes.computeIfAbsent(subject.kind(), unused -> new TreeSet<>())
                        .add(index.key());
            }
        }
        for (Subject subject : own) {
            bearers.computeIfAbsent(subject, unused -> nowhere())
                    .get(environment)
                    .addAll(crowd.hosts());
            crowds.computeIfAbsent(subject, unused -> nowhere())
                    .get(environment)
                    .add(crowd);
        }
    }

    private <T> List<List<T>> nowhere() {
        List<List<T>> lists = new ArrayList<>();
        for (int i = 0; i < fleet.environments().size(); i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }

    Environments environments() {
        return fleet.environments();
    }

    /** Every subject, sorted by name. */
    public Iterable<Subject> subjects() {
        return subjects;
    }

    /** The hosts of an environment that have {@code subject}. */
    public List<AlignedHost> bearers(Subject subject, int environment) {
        List<List<AlignedHost>> known = bearers.get(subject);
        return known == null ? List.of() : Collections.unmodifiableList(known.get(environment));
    }

    /** The same hosts as {@link #bearers}, in the crowds of the fleet: whether a host has a subject its sections tell, so that a crowd has it or not. */
    List<Crowd> crowds(Subject subject, int environment) {
        List<List<Crowd>> known = crowds.get(subject);
        return known == null ? List.of() : Collections.unmodifiableList(known.get(environment));
    }

    /** Where an environment stands with a subject. */
    public enum Presence {
        HERE,
        /** Every host of the environment was looked at, and none has it. */
        NOT_HERE,
        UNKNOWN
    }

    /** Where {@code environment} stands with {@code subject}. */
    public Presence presence(Subject subject, int environment) {
        if (!bearers(subject, environment).isEmpty()) {
            return Presence.HERE;
        }
        return unlisted(subject, environment).isEmpty() ? Presence.NOT_HERE : Presence.UNKNOWN;
    }

    /** The hosts of an environment of which nobody can say that they lack {@code subject}. */
    public List<AlignedHost> unlisted(Subject subject, int environment) {
        List<AlignedHost> unlisted = new ArrayList<>();
        for (Crowd crowd : fleet.crowds(environment)) {
            if (indexes(subject.kind()).stream().noneMatch(index -> tellsAbsence(crowd.look(), index, subject))) {
                unlisted.addAll(crowd.hosts());
            }
        }
        unlisted.sort(Comparator.comparingInt(AlignedHost::number));
        return unlisted;
    }

    /**
     * Whether every host of an environment was looked at and none has {@code subject}, going by the indexes of {@code later} as
     * well: one that listed nothing at all is known for what it is once it does.
     */
    public boolean lacked(Subject subject, int environment, Census later) {
        SortedSet<SectionKey> all = new TreeSet<>(indexes(subject.kind()));
        all.addAll(later.indexes(subject.kind()));
        return !fleet.hosts(environment).isEmpty()
                && bearers(subject, environment).isEmpty()
                && fleet.crowds(environment).stream()
                        .allMatch(crowd -> all.stream().anyMatch(index -> tellsAbsence(crowd.look(), index, subject)));
    }

    /** The sections that list subjects of that kind where there are some. */
    public SortedSet<SectionKey> indexes(String kind) {
        return Collections.unmodifiableSortedSet(indexes.getOrDefault(kind, new TreeSet<>()));
    }

    /** Whether an index of a host that does not list {@code subject} proves that it is not there. */
    static boolean tellsAbsence(Look look, SectionKey index, Subject subject) {
        for (Section section : look.sections(index)) {
            if (section.outcome().observed() && !mayHide(section, subject)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the probe may have left out facts of that section, as its index says. */
    static boolean mayLack(Section index, SectionKey key) {
        String section = key.text() + "/";
        return !index.outcome().observed()
                || index.uncovered().stream()
                        .map(Uncovered::pattern)
                        .anyMatch(pattern -> pattern.matches(section + "x")
                                || pattern.matches(section + "x/x")
                                || pattern.text().startsWith(section));
    }

    /** Whether an index section was looked for a subject, and says nothing of it that could mean it is there. */
    public static boolean provesAbsence(Section index, Subject subject) {
        String entry = FactPath.of(subject.kind(), subject.name()).text();
        for (int i = 0; i < index.facts().size(); i++) {
            String path = index.facts().path(i);
            if (path.equals(entry) || path.startsWith(entry + "/")) {
                return false;
            }
        }
        return index.outcome().observed() && !mayHide(index, subject);
    }

    private static boolean mayHide(Section index, Subject subject) {
        String entry = index.key().text() + "/"
                + FactPath.of(subject.kind(), subject.name()).text();
        for (Uncovered uncovered : index.uncovered()) {
            AddressPattern pattern = uncovered.pattern();
            if (pattern.matches(entry)
                    || pattern.matches(entry + "/name")
                    || pattern.text().startsWith(entry)) {
                return true;
            }
        }
        return false;
    }
}
