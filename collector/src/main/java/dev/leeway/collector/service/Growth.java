package dev.leeway.collector.service;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which causes are graver than an earlier report told them, by its own word on them and on their drifts. */
final class Growth {
    private final Map<String, Severity> causes = new HashMap<>();
    private final Map<String, Severity> drifts = new HashMap<>();

    private Growth(Report previous) {
        for (Cause cause : previous.causes()) {
            if (cause.disposition() == Disposition.OPEN) {
                causes.put(cause.id(), cause.severity());
            }
        }
        for (Remembered drift : previous.remembered()) {
            if (drift.unseen()) {
                // Of what nobody says how grave it was, nobody says that it grew.
                drifts.put(
                        drift.id(),
                        drift.concern().flatMap(each -> each.severity()).orElse(Severity.CRITICAL));
            }
        }
        for (Drift drift : previous.drifts()) {
            // What could not be seen then is as grave as it was told before.
            boolean open = drift.disposition() == Disposition.OPEN || drift.state() == DriftState.UNKNOWN;
            drifts.put(drift.id(), open ? drift.severity() : Severity.INFO);
        }
    }

    /** The same causes, with how grave {@code previous} told those that are open and graver now. */
    static List<Cause> told(List<Cause> causes, Optional<Report> previous) {
        if (previous.isEmpty()) {
            return causes;
        }
        Growth growth = new Growth(previous.get());
        return causes.stream().map(growth::told).toList();
    }

    private Cause told(Cause cause) {
        Optional<Severity> then = Stream.concat(
                        Optional.ofNullable(causes.get(cause.id())).stream(),
                        cause.drifts().stream().flatMap(id -> Optional.ofNullable(drifts.get(id)).stream()))
                .min(Severity::compareTo);
        boolean grew = cause.disposition() == Disposition.OPEN
                && then.filter(severity -> !severity.atLeast(cause.severity())).isPresent();
        return grew ? cause.grownFrom(then.orElseThrow()) : cause;
    }
}
