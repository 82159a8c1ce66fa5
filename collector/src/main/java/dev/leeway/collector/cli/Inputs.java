package dev.leeway.collector.cli;

import dev.leeway.collector.service.Side;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a command compares.
 *
 * @param sides one for each environment, or for each argument where those do not tell apart
 * @param findings what is to be said about the files they came from
 * @param within facts beyond which a side says nothing; all where empty
 * @param awaited canonical names of environments that the user named and of which nothing was there
 */
record Inputs(List<Side> sides, FolderFindings findings, List<AddressPattern> within, List<String> awaited) {
    /** Inputs of which nobody named what is not there. */
    Inputs(List<Side> sides, FolderFindings findings, List<AddressPattern> within) {
        this(sides, findings, within, List.of());
    }

    /** Every probe that spoke in one of the snapshots, known to this release or not. */
    Set<String> probes() {
        Set<String> probes = new TreeSet<>();
        Set<Object> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Side side : sides) {
            for (Snapshot snapshot : side.snapshots()) {
                if (told.add(snapshot.sections())) {
                    snapshot.sections().keySet().forEach(key -> probes.add(key.probe()));
                }
            }
        }
        return probes;
    }
}
