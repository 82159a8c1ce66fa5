package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Facts that are sets, gathered until all installations were seen: of two under one key the sets become one, for a set
 * cannot hold sets.
 */
final class SetFacts {
    private final SortedMap<FactPath, SortedSet<String>> members = new TreeMap<>();
    private final SortedMap<FactPath, String> evidence = new TreeMap<>();

    /** Adds members of the fact at {@code path}; an empty set is a fact too. */
    void add(FactPath path, Collection<String> more, String source) {
        members.computeIfAbsent(path, each -> new TreeSet<>()).addAll(more);
        evidence.putIfAbsent(path, source);
    }

    /** Records what was gathered. */
    void record(SectionRecorder section) {
        members.forEach((path, texts) ->
                section.fact(path, new Observed.Plain(Value.SetOf.texts(texts)), String.valueOf(evidence.get(path))));
    }
}
