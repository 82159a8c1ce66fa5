package dev.leeway.collector.judge;

import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must not be there at all is told where it is; that the other side lacks it, or has another, says nothing more. */
final class Forbidden {
    private Forbidden() {}

    /** Takes out of the findings about one fact of a dependency what only repeats that it must not be there. */
    static void dropRepeats(List<Finding> findings) {
        Set<String> forbidding = new HashSet<>();
        for (Finding finding : findings) {
            if (finding.state() == DriftState.UNEXPECTED && Library.isDependency(finding.address())) {
                forbidding.addAll(finding.between());
            }
        }
        if (!forbidding.isEmpty()) {
            findings.removeIf(finding -> repeats(finding, forbidding));
        }
    }

    private static boolean repeats(Finding finding, Set<String> forbidding) {
        boolean compares = finding.state() == DriftState.DIFFERENT || finding.state() == DriftState.MISSING;
        return compares
                && !finding.breaksUsersRule()
                && finding.values().stream()
                        .filter(value -> finding.between().contains(value.environment())
                                && value.standing() == EnvironmentValue.Standing.PRESENT)
                        .allMatch(value -> forbidding.contains(value.environment()));
    }
}
