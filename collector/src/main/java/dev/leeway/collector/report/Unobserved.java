package dev.leeway.collector.report;

import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;

/** What a report does not know, in a few lines for those who print none of it. */
public final class Unobserved {
    private static final int MOST = 5;

    private Unobserved() {}

    /** A line for each gap, or for several alike, what is required first; of many gaps the first and how many more. */
    public static List<String> lines(Report report) {
        List<String> lines = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String line : GapLines.of(report.coverage().gaps())) {
            (line.startsWith("required") ? lines : others).add(line);
        }
        lines.addAll(others);
        return lines.size() <= MOST + 1 ? lines : shortened(lines);
    }

    private static List<String> shortened(List<String> lines) {
        List<String> first = new ArrayList<>(lines.subList(0, MOST));
        first.add(Quantity.of(lines.size() - MOST, "more gap") + "; leeway report names them all");
        return first;
    }
}
