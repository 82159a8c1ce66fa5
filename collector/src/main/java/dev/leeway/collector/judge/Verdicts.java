package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Verdict;
import java.util.List;

/** What a comparison comes to. */
public final class Verdicts {
    private Verdicts() {}

    /** Drift where an open finding is at or above {@code failOn}; else incomplete where something required is not known. */
    public static Verdict of(List<Finding> findings, List<Gap> gaps, Severity failOn) {
        for (Finding finding : findings) {
            if (finding.disposition() == Disposition.OPEN && finding.severity().atLeast(failOn)) {
                return Verdict.DRIFT;
            }
        }
        return gaps.stream().anyMatch(Gap::required) ? Verdict.INCOMPLETE : Verdict.SAME;
    }
}
