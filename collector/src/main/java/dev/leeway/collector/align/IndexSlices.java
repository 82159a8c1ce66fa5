package dev.leeway.collector.align;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes an index section apart: what it says of each subject belongs to that subject, the rest to the host.
 *
 * <p>Otherwise a service that runs on one host of many would make the host's facts differ. Each distinct section is taken
 * apart once.
 */
final class IndexSlices {
    private final Subjects subjects;
    private final Map<String, Slices> bySection = new HashMap<>();

    IndexSlices(Subjects subjects) {
        this.subjects = subjects;
    }

    /**
     * The parts of one index.
     *
     * @param rest what is said of the host
     * @param bySubject what is said of each subject, under paths with its canonical name: several where the policy gives
     *     several subjects one name
     */
    record Slices(Section rest, SortedMap<Subject, List<Section>> bySubject) {
        Slices {
            bySubject = Collections.unmodifiableSortedMap(new TreeMap<>(bySubject));
        }
    }

    Slices of(Section index) {
        return bySection.computeIfAbsent(index.id(), unused -> slice(index));
    }

    private Slices slice(Section index) {
        String opening = subjects.kind(index.key().probe()) + "[";
        Facts.Builder rest = new Facts.Builder();
        Map<String, Facts.Builder> slices = new TreeMap<>();
        Facts facts = index.facts();
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            int close = path.startsWith(opening) ? path.indexOf(']') : -1;
            if (close < 0) {
                rest.add(path, facts.value(i));
            } else {
                slices.computeIfAbsent(path.substring(0, close + 1), first -> new Facts.Builder())
                        .add(path.substring(close + 1), facts.value(i));
            }
        }
        SortedMap<Subject, List<Section>> bySubject = new TreeMap<>();
        slices.forEach((first, builder) -> addSlice(bySubject, index, first, builder.build()));
        return new Slices(slices.isEmpty() ? index : part(index, "", rest.build()), bySubject);
    }

    private void addSlice(SortedMap<Subject, List<Section>> bySubject, Section index, String first, Facts tails) {
        FactPath.Segment segment = FactPath.parse(first).segments().get(0);
        String raw = segment.key().orElse("");
        String canonical = subjects.canonical(raw);
        String renamed = FactPath.of(segment.name(), canonical).text();
        Facts.Builder facts = new Facts.Builder();
        for (int i = 0; i < tails.size(); i++) {
            facts.add(renamed + tails.path(i), tails.value(i));
        }
        Section slice = part(index, first, facts.build());
        if (!renamed.equals(first) && !index.uncovered().isEmpty()) {
            slice = blurred(slice, renamed);
        }
        bySubject
                .computeIfAbsent(
                        new Subject(subjects.kind(index.key().probe()), canonical), unused -> new ArrayList<>(1))
                .add(slice);
    }

    private static Section part(Section whole, String part, Facts facts) {
        return new Section(
                whole.key(),
                whole.revision(),
                whole.outcome(),
                whole.id() + "#" + part,
                facts,
                whole.uncovered(),
                whole.evidence(),
                whole.reason());
    }

    /** What an index did not cover was written under the old name; rather than translate patterns, trust no absence. */
    private static Section blurred(Section slice, String renamed) {
        List<Uncovered> uncovered = new ArrayList<>(slice.uncovered());
        AddressPattern all =
                AddressPattern.parse(SectionKey.of(slice.key().probe()).text() + "/" + renamed + "/**");
        uncovered.add(new Uncovered(all, slice.uncovered().get(0).reason()));
        return new Section(
                slice.key(),
                slice.revision(),
                slice.outcome(),
                slice.id(),
                slice.facts(),
                uncovered,
                slice.evidence(),
                Optional.empty());
    }
}
