package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.report.Report;
import java.time.Duration;

/**
 * What there is to tell of one night.
 *
 * @param report of that night, with the lifecycles that an earlier one gives it
 * @param silence after what time without a snapshot a host is silent
 */
public record Night(Report report, Duration silence) {
    public Night {
        requireNonNull(report, "report is null");
        requireNonNull(silence, "silence is null");
    }
}
