package dev.leeway.agent.probe.process;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sets that the replicas of a service have in common: what one of them has, the service has. */
final class UnitedSets {
    private final SortedMap<FactPath, SortedSet<String>> sets = new TreeMap<>();

    /** Adds to the set at {@code path}; one to which nothing is ever added is recorded empty. */
    void add(FactPath path, Collection<String> members) {
        sets.computeIfAbsent(path, each -> new TreeSet<>()).addAll(members);
    }

    /** Records every set begun. */
    void record(SectionRecorder section) {
        sets.forEach((path, members) -> section.fact(path, new Observed.Plain(Value.SetOf.texts(members))));
    }
}
