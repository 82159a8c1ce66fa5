package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gaps as lines, those of one host for one reason as one: of an image twenty probes say that nobody asked them. */
public final class GapLines {
    /** Fewer are told one by one. */
    private static final int MANY = 3;

    private static final int NAMED = 3;

    private GapLines() {}

    private record Likeness(String environment, List<String> hosts, Outcome outcome, String reason) {
        Likeness(Gap gap, boolean withReason) {
            this(gap.environment(), gap.hosts(), gap.outcome(), withReason ? gap.reason() : "");
        }
    }

    /** A line for each of {@code gaps}, or for many alike, in their order; what is required stands alone. */
    public static List<String> of(List<Gap> gaps) {
        Map<Likeness, Integer> counts = new HashMap<>();
        for (Gap gap : gaps) {
            counts.merge(new Likeness(gap, true), gap.required() ? 0 : 1, Integer::sum);
        }
        // Many for one reason, and many for another, are one line with both.
        Map<Likeness, List<Gap>> folded = new HashMap<>();
        for (Gap gap : gaps) {
            if (isFolded(gap, counts)) {
                folded.computeIfAbsent(new Likeness(gap, false), unused -> new ArrayList<>())
                        .add(gap);
            }
        }
        List<String> lines = new ArrayList<>();
        for (Gap gap : gaps) {
            List<Gap> others = folded.getOrDefault(new Likeness(gap, false), List.of());
            if (!isFolded(gap, counts)) {
                lines.add((gap.required() ? "required and " : "") + Phrases.lack(gap) + Phrases.gap(gap));
            } else if (others.get(0).equals(gap)) {
                lines.add(Phrases.lack(gap) + folded(others));
            }
        }
        return lines;
    }

    private static boolean isFolded(Gap gap, Map<Likeness, Integer> counts) {
        return !gap.required() && counts.getOrDefault(new Likeness(gap, true), 0) >= MANY;
    }

    /** {@code certificate, config, env and 26 more in prod on web-01: not asked for (250 facts)}. */
    private static String folded(List<Gap> gaps) {
        List<String> names = new ArrayList<>();
        Set<String> reasons = new LinkedHashSet<>();
        int facts = 0;
        for (Gap gap : gaps) {
            facts += gap.facts();
            reasons.add(gap.reason());
            if (names.size() < NAMED) {
                names.add(VisibleText.of(gap.pattern()));
            }
        }
        int more = gaps.size() - names.size();
        if (more > 0) {
            names.add(Quantity.grouped(more) + " more");
        }
        Gap first = gaps.get(0);
        return Phrases.gap(
                ValuesText.and(names),
                new Gap(
                        first.pattern(),
                        first.environment(),
                        first.hosts(),
                        first.outcome(),
                        String.join("; ", reasons),
                        first.required(),
                        facts));
    }
}
