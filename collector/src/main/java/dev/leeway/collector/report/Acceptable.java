package dev.leeway.collector.report;

import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.List;

/** What an id of a report stands for, as far as it asks for attention. */
public final class Acceptable {
    private Acceptable() {}

    /**
     * The open drifts of the cause or the drift that {@code id} stands for, the leading one first.
     *
     * @throws UnknownIdException when it stands for nothing in this report, for more than one thing, or for nothing open
     */
    public static List<Drift> drifts(Report report, String id) throws UnknownIdException {
        IdSearch found = new IdSearch(new ReportDigest(report), id);
        List<Drift> all = found.cause()
                .map(CauseView::drifts)
                .orElseGet(() -> found.drift().stream().toList());
        List<Drift> open = all.stream()
                .filter(drift -> drift.disposition() == Disposition.OPEN)
                .toList();
        if (open.isEmpty()) {
            throw new UnknownIdException("'" + id + "' is not open, but "
                    + Phrases.disposition(all.get(0).disposition()) + ": there is nothing to accept");
        }
        return open;
    }
}
