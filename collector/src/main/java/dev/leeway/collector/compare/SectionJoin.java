package dev.leeway.collector.compare;

import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Walks the distinct sections of one group side by side.
 *
 * <p>Facts are sorted, so one pass suffices; where all sections hold one value a fact is counted and forgotten.
 */
public final class SectionJoin {
    private final List<SectionVariant> variants = new ArrayList<>();
    private final SectionInterest interest;
    private final RowMaker rows;
    private final Sink sink;
    /** In sections of services a set may be replicas of one host that disagree. */
    private final boolean ofReplicas;

    private int agreed;
    private int presenceOnly;

    private SectionJoin(SectionInterest interest, RowMaker rows, Sink sink) {
        this.ofReplicas = rows.ofReplicas();
        this.interest = interest;
        this.rows = rows;
        this.sink = sink;
    }

    /** Takes what a walk finds. */
    public interface Sink {
        /** A fact on which not all hosts agree, or one that is watched. */
        void row(FactRow row);

        /** A fact that another host holds as part of a single value; the rows of that value tell how they differ. */
        default void part(FactRow row) {}

        /**
         * Facts on which all observed sections agree.
         *
         * @param facts how many
         * @param presenceOnly how many of them are secrets of which only the presence could be compared
         */
        void agreed(SectionGroup group, int facts, int presenceOnly);
    }

    /** Walks {@code group}; {@code rows} must be a maker for that group. */
    public static void walk(SectionGroup group, SectionInterest interest, RowMaker rows, Sink sink) {
        SectionJoin join = new SectionJoin(interest, rows, sink);
        TreeSet<String> ids = new TreeSet<>();
        for (EnvironmentSections environment : group.environments()) {
            for (SectionVariant variant : environment.variants()) {
                if (ids.add(variant.section().id())) {
                    join.variants.add(variant);
                }
            }
        }
        if (join.variants.size() == 1) {
            join.single(join.variants.get(0).section().facts());
        } else if (join.variants.size() > 1) {
            join.merge();
        }
        join.expected();
        if (join.agreed > 0) {
            sink.agreed(group, join.agreed, join.presenceOnly);
        }
    }

    private void single(Facts facts) {
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            Value value = facts.value(i);
            if (interest.admits(path)) {
                agreeing(path, value, sameness(value, value));
            }
        }
    }

    private void merge() {
        int count = variants.size();
        Facts[] facts = new Facts[count];
        for (int v = 0; v < count; v++) {
            facts[v] = variants.get(v).section().facts();
        }
        int[] next = new int[count];
        boolean[] holds = new boolean[count];
        for (String path = least(facts, next, holds); !path.isEmpty(); path = least(facts, next, holds)) {
            step(path, facts, next, holds);
        }
    }

    /** The least path any section holds next, marking those that hold it; empty at the end. */
    private static String least(Facts[] facts, int[] next, boolean[] holds) {
        String least = "";
        for (int v = 0; v < facts.length; v++) {
            holds[v] = false;
            if (next[v] < facts[v].size()) {
                String path = facts[v].path(next[v]);
                int order = least.isEmpty() ? -1 : order(path, least);
                if (order < 0) {
                    least = path;
                    for (int earlier = 0; earlier < v; earlier++) {
                        holds[earlier] = false;
                    }
                }
                holds[v] = order <= 0;
            }
        }
        return least;
    }

    /** Paths read by one reader are often one object, which spares looking at them. */
    @SuppressWarnings("ReferenceEquality")
    private static int order(String path, String least) {
        return path == least ? 0 : path.compareTo(least);
    }

    private void step(String path, Facts[] facts, int[] next, boolean[] holds) {
        Likeness whole = Likeness.SAME;
        boolean everywhere = true;
        int first = -1;
        for (int v = 0; v < facts.length; v++) {
            if (!holds[v]) {
                everywhere = false;
                continue;
            }
            first = first < 0 ? v : first;
            if (everywhere && whole.same()) {
                whole = whole == Likeness.SAME
                        ? sameness(facts[first].value(next[first]), facts[v].value(next[v]))
                        : Likeness.DIFFERENT;
            }
        }
        if (interest.admits(path)) {
            agreeingOrRow(path, facts[first].value(next[first]), everywhere, whole);
        }
        for (int v = 0; v < facts.length; v++) {
            next[v] += holds[v] ? 1 : 0;
        }
    }

    private void agreeingOrRow(String path, Value value, boolean everywhere, Likeness whole) {
        if (everywhere && whole.same()) {
            agreeing(path, value, whole);
        } else {
            rows.row(path).ifPresentOrElse(sink::row, () -> rows.part(path).ifPresent(sink::part));
        }
    }

    private void agreeing(String path, Value value, Likeness likeness) {
        boolean replicas = ofReplicas && value.kind() == Value.Kind.SET;
        if (likeness.same() && !replicas && !interest.watches(path, value)) {
            agreed++;
            presenceOnly += likeness == Likeness.SAME_PRESENCE ? 1 : 0;
        } else {
            rows.row(path).ifPresent(sink::row);
        }
    }

    /** Likeness without detours for the many plain values. */
    private static Likeness sameness(Value one, Value other) {
        if (one instanceof Value.Text text) {
            boolean same = other instanceof Value.Text second && text.text().equals(second.text());
            return same ? Likeness.SAME : Likeness.DIFFERENT;
        }
        if (one instanceof Value.Secret secret && other instanceof Value.Secret second) {
            // Presence is no equivalence between secrets of unlike presence: such a fact gets its tally.
            boolean alike = secret.presence() == second.presence() || secret.presence() == Presence.TAGGED;
            return alike ? ValueLikeness.of(one, other) : Likeness.DIFFERENT;
        }
        return ValueLikeness.of(one, other);
    }

    private void expected() {
        for (String path : interest.expected()) {
            if (interest.admits(path) && variants.stream().noneMatch(variant -> holds(variant, path))) {
                rows.row(path).ifPresent(sink::row);
            }
        }
    }

    private static boolean holds(SectionVariant variant, String path) {
        return FactSearch.find(variant.section().facts(), path).isPresent();
    }
}
