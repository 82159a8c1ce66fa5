package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The promises of one service's files, replica by replica, and whether they are kept; written down when all were looked at. */
final class KeptPromises {
    private static final int MOST = 2_000;

    private final SortedMap<String, Kept> promises = new TreeMap<>();
    private final SortedSet<String> met = new TreeSet<>();
    private final SortedSet<String> unmet = new TreeSet<>();

    /** How a promise stands in one replica. */
    void add(FactPath path, Kept kept) {
        if (promises.size() < MOST || promises.containsKey(path.text())) {
            promises.merge(path.text(), kept, Kept::orWorse);
        }
    }

    /** Whether a replica has a variable at all, whatever its value. */
    void has(FactPath path, boolean has) {
        if (has && met.size() < MOST) {
            met.add(path.text());
        } else if (!has) {
            unmet.add(path.text());
        }
    }

    void record(SectionRecorder section) {
        promises.forEach((text, kept) -> {
            FactPath path = FactPath.parse(text);
            tell(section, path.child("state"), Observed.text(kept.state().text()), kept.place());
            kept.declared().ifPresent(value -> tell(section, path.child("value"), value, kept.place()));
            kept.actual().ifPresent(value -> section.fact(path.child("actual"), value));
        });
        for (String text : met) {
            Kept kept = promises.get(text);
            if (!unmet.contains(text)) {
                String place = kept == null ? "" : kept.place();
                tell(section, FactPath.parse(text).child("met"), Observed.flag(true), place);
            }
        }
    }

    private static void tell(SectionRecorder section, FactPath path, Observed value, String place) {
        if (place.isEmpty()) {
            section.fact(path, value);
        } else {
            section.fact(path, value, place);
        }
    }
}
