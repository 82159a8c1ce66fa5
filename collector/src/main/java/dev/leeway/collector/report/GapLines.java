package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gaps as lines, those of one host for one reason as one: of an image twenty probes say that nobody asked them. */
final class GapLines {
    /** Fewer are told one by one. */
    private static final int MANY = 3;
    private static final int NAMED = 3;

    private GapLines() {}

    private record Likeness(String environment, List<String> hosts, Outcome outcome, String reason) {}

    /** A line for each of {@code gaps}, or for many alike, in their order; what is required stands alone. */
    static List<String> of(List<Gap> gaps) {
        Map<Likeness, List<Gap>> alike = new LinkedHashMap<>();
        for (Gap gap : gaps) {
            if (!gap.required()) {
                alike.computeIfAbsent(likeness(gap), unused -> new ArrayList<>())
                        .add(gap);
            }
        }
        List<String> lines = new ArrayList<>();
        for (Gap gap : gaps) {
            List<Gap> others = gap.required() ? List.of() : alike.getOrDefault(likeness(gap), List.of());
            if (others.size() < MANY) {
                lines.add((gap.required() ? "required and " : "") + Phrases.lack(gap) + Phrases.gap(gap));
            } else if (others.get(0).equals(gap)) {
                lines.add(Phrases.lack(gap) + folded(others));
            }
        }
        return lines;
    }

    private static Likeness likeness(Gap gap) {
        return new Likeness(gap.environment(), gap.hosts(), gap.outcome(), gap.reason());
    }

    /** {@code certificate, config, env and 26 more in prod on web-01: not asked for (250 facts)}. */
    private static String folded(List<Gap> gaps) {
        List<String> names = new ArrayList<>();
        int facts = 0;
        for (Gap gap : gaps) {
            facts += gap.facts();
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
                        first.reason(),
                        first.required(),
                        facts));
    }
}
