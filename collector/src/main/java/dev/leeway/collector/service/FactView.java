package dev.leeway.collector.service;

import dev.leeway.collector.store.HostStep;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host's sections say of one fact and what belongs to it, as a number: where no host's number is another, the difference stands as
 * it did, and need not be worked out again.
 */
final class FactView {
    private final Cone cone;
    private final String family;
    private final boolean whole;
    private final Map<List<Object>, Integer> numbers = new HashMap<>();
    private final Map<Long, Object> views = new HashMap<>();

    FactView(Cone cone, Drift drift) {
        this.cone = cone;
        this.family = family(drift);
        // An index speaks of subjects under names that the policy may change.
        this.whole = isOfSubject(drift);
    }

    /** The fact with what belongs to it: the first segment of its path. */
    static String family(Drift drift) {
        String path = drift.address().path().text();
        int end = path.indexOf('/');
        return end < 0 ? path : path.substring(0, end);
    }

    /** Whether it is about what an index lists. */
    static boolean isOfSubject(Drift drift) {
        return drift.scope().kind() == Scope.Kind.SERVICE
                && drift.address().section().subject().isEmpty();
    }

    /** A number above 0 for what {@code step} says. */
    int of(HostStep step) {
        List<Object> said = new ArrayList<>();
        said.add(step.damaged());
        for (Map.Entry<SectionKey, Long> part : cone.part(step).entrySet()) {
            said.add(part.getKey());
            said.add(views.computeIfAbsent(part.getValue(), number -> view(part.getKey(), number)));
        }
        return numbers.computeIfAbsent(said, any -> numbers.size() + 1);
    }

    private Object view(SectionKey key, long number) {
        Optional<Section> section = cone.section(number);
        if (section.isEmpty()) {
            return "damaged";
        }
        if (whole || !cone.isOwn(key)) {
            return section.get().id();
        }
        List<Object> view = new ArrayList<>();
        view.add(section.get().outcome());
        view.add(section.get().revision());
        view.add(section.get().uncovered());
        Facts facts = section.get().facts();
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            if (path.equals(family) || path.startsWith(family + "/")) {
                view.add(path);
                view.add(facts.value(i));
            }
        }
        return view;
    }
}
