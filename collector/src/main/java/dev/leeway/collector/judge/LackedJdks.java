package dev.leeway.collector.judge;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of a JDK that is not there are no graver than that it is not: its settings decide nothing where it does not run. */
public final class LackedJdks {
    private static final String PROBE = "jdk";

    private LackedJdks() {}

    private record Place(Scope scope, List<String> between, String jdk) {}

    /** The findings, with every fact of a JDK that one environment lacks as grave as that lack at most. */
    public static List<Finding> followed(List<Finding> findings) {
        Map<Place, Finding> lacked = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.state() == DriftState.MISSING
                    && finding.address().path().text().endsWith("]/version")) {
                place(finding).ifPresent(place -> lacked.put(place, finding));
            }
        }
        if (lacked.isEmpty()) {
            return findings;
        }
        List<Finding> followed = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            Optional<Finding> lack = follows(finding)
                    ? place(finding)
                            .map(lacked::get)
                            .filter(leading -> leading.severity().compareTo(finding.severity()) > 0)
                    : Optional.empty();
            followed.add(lack.map(leading -> finding.lessened(leading.severity(), finding.explanation()))
                    .orElse(finding));
        }
        return followed;
    }

    private static boolean follows(Finding finding) {
        return finding.state() == DriftState.MISSING && finding.disposition() == Disposition.OPEN;
    }

    /** Whose JDK a fact is about; empty for every other fact. */
    private static Optional<Place> place(Finding finding) {
        if (!finding.address().section().probe().equals(PROBE)) {
            return Optional.empty();
        }
        FactPath.Segment first = finding.address().path().segments().get(0);
        return first.key().map(key -> new Place(finding.scope(), finding.between(), first.name() + "[" + key));
    }
}
