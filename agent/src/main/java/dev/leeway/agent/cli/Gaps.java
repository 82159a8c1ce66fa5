package dev.leeway.agent.cli;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What sections lack, by reason. */
final class Gaps {
    private static final int MOST_LISTED = 3;

    /** A mounted tree has no kernel, which is no gap of what was asked for. */
    private static final String NOT_LIVE = HostAccessException.Kind.NOT_LIVE.text();

    private static final String DENIED = HostAccessException.Kind.DENIED.text();

    private Gaps() {}

    /** One line for each probe that answered and may have missed something: what, why, and who tells more. */
    static List<String> lines(Snapshot snapshot) {
        Map<String, List<Section>> byProbe = new TreeMap<>();
        for (Section section : snapshot.sections().values()) {
            if (inPart(section)) {
                byProbe.computeIfAbsent(section.key().probe(), each -> new ArrayList<>())
                        .add(section);
            }
        }
        List<String> lines = new ArrayList<>();
        byProbe.forEach((probe, sections) -> lines.add(
                VisibleText.of(probe + ": seen in part, " + text(sections) + " (" + Main.NAME + " doctor says more)")));
        return lines;
    }

    /** Whether a section that stands lacks something that was asked for. */
    static boolean inPart(Section section) {
        boolean more =
                section.uncovered().stream().anyMatch(gap -> !gap.reason().equals(NOT_LIVE));
        return section.outcome() == Outcome.PARTIAL
                && (more || section.uncovered().isEmpty());
    }

    /** The patterns of a section that were not seen for want of a permission. */
    static List<String> refused(Section section) {
        if (section.outcome() == Outcome.REFUSED) {
            return List.of(section.key().text() + "/**");
        }
        return section.uncovered().stream()
                .filter(gap -> gap.reason().equals(DENIED))
                .map(gap -> gap.pattern().text())
                .toList();
    }

    /** {@code permission: service[*]/**; limit: jdk/** (352 facts left out)}. */
    static String text(List<Section> sections) {
        List<String> said = new ArrayList<>();
        byReason(sections).forEach((reason, places) -> said.add(reason + ": " + shortened(places)));
        return String.join("; ", said);
    }

    /** Why something was not seen, and what: sections that fell, and patterns of sections that stand. */
    private static Map<String, List<String>> byReason(List<Section> sections) {
        Map<String, List<String>> reasons = new TreeMap<>();
        for (Section section : sections) {
            String remark = section.reason().map(text -> " (" + text + ")").orElse("");
            if (section.outcome().fell()) {
                reasons.computeIfAbsent(section.outcome().text(), each -> new ArrayList<>())
                        .add(section.key().text() + remark);
            }
            for (Uncovered gap : section.uncovered()) {
                if (gap.reason().equals(NOT_LIVE)) {
                    continue;
                }
                String all = section.key().text() + "/**";
                String place = gap.pattern().text();
                reasons.computeIfAbsent(gap.reason(), each -> new ArrayList<>())
                        .add(place + (place.equals(all) ? remark : ""));
            }
        }
        return reasons;
    }

    /** The first few of {@code places}, and how many more. */
    static String shortened(List<String> places) {
        return shortened(places, ", ");
    }

    static String shortened(List<String> places, String between) {
        int more = places.size() - MOST_LISTED;
        return String.join(between, places.subList(0, Math.min(MOST_LISTED, places.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
