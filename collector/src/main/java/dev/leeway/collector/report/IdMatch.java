package dev.leeway.collector.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.report.Report;
import java.util.Optional;

/**
 * What an id, or the beginning of one, stands for in a report.
 *
 * @param id of the cause or drift, in full
 * @param whole whether it was given with as many digits as the report shows, so that it may have been copied from there
 */
public record IdMatch(String id, boolean whole) {
    public IdMatch {
        requireNonNull(id, "id is null");
    }

    /**
     * What {@code text} stands for in {@code report}; empty when it stands for nothing.
     *
     * @throws UnknownIdException when it is no id at all, or stands for more than one thing
     */
    public static Optional<IdMatch> in(Report report, String text) throws UnknownIdException {
        ReportDigest digest = new ReportDigest(report);
        try {
            IdSearch found = new IdSearch(digest, text);
            String id = found.causeAsked()
                    .or(() -> found.drift().map(drift -> drift.id()))
                    .orElseThrow();
            return Optional.of(
                    new IdMatch(id, text.strip().length() >= digest.ids().length()));
        } catch (UnknownIdException e) {
            if (e.isOfNothing()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
