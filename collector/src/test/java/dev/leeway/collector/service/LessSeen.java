package dev.leeway.collector.service;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** The same hosts, of which less was seen: sections lost, facts uncovered, secrets under a key of their own. */
final class LessSeen {
    private LessSeen() {}

    static List<Snapshot> of(List<Snapshot> snapshots, Random random) {
        List<Snapshot> less = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            List<Section> sections = new ArrayList<>();
            for (Section section : snapshot.sections().values()) {
                change(section, random).ifPresent(sections::add);
            }
            less.add(Snapshots.of(
                    snapshot.sequence(),
                    snapshot.host(),
                    snapshot.startedAt(),
                    snapshot.capturedAt(),
                    snapshot.root(),
                    snapshot.agent(),
                    sections));
        }
        return less;
    }

    private static Optional<Section> change(Section section, Random random) {
        if (!section.outcome().observed()) {
            return Optional.of(section);
        }
        return switch (random.nextInt(6)) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(Sections.of(
                        section.key(),
                        section.revision(),
                        Outcome.TIMED_OUT,
                        Facts.none(),
                        List.of(),
                        new TreeMap<>(),
                        Optional.of("slow")));
            case 2 -> Optional.of(half(section, random));
            case 3 -> Optional.of(underAnotherKey(section));
            default -> Optional.of(section);
        };
    }

    /** Half of the facts are gone, and the section says that anything may be. */
    private static Section half(Section section, Random random) {
        Facts.Builder facts = new Facts.Builder();
        section.facts().forEach((path, value) -> {
            if (random.nextBoolean()) {
                facts.add(path, value);
            }
        });
        List<Uncovered> uncovered = new ArrayList<>(section.uncovered());
        uncovered.add(new Uncovered(AddressPattern.parse(section.key().text() + "/**"), "limit"));
        return Sections.of(
                section.key(),
                section.revision(),
                Outcome.PARTIAL,
                facts.build(),
                uncovered,
                new TreeMap<>(),
                Optional.empty());
    }

    private static Section underAnotherKey(Section section) {
        Facts.Builder facts = new Facts.Builder();
        section.facts().forEach((path, value) -> facts.add(path, retagged(value)));
        return Sections.of(
                section.key(),
                section.revision(),
                section.outcome(),
                facts.build(),
                section.uncovered(),
                new TreeMap<>(),
                section.reason());
    }

    private static Value retagged(Value value) {
        if (value instanceof Value.Secret secret && !secret.tags().isEmpty()) {
            SecretTag tag = secret.tags().get(0);
            return new Value.Secret(List.of(new SecretTag("k-ffff", tag.mac() + "x")), secret.presence());
        }
        return value;
    }
}
