package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.List;

/**
 * What there is to tell of one night.
 *
 * @param report of that night, with the lifecycles that an earlier one gives it
 * @param silence after what time without a snapshot a host is silent
 * @param silent what else fell silent, a line each: services without any observer
 */
public record Night(Report report, Duration silence, List<String> silent) {
    public Night {
        requireNonNull(report, "report is null");
        requireNonNull(silence, "silence is null");
        silent = List.copyOf(silent);
    }
}
