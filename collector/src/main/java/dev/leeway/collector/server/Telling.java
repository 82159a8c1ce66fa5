package dev.leeway.collector.server;

import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.util.List;

/** Tells people what a collector finds by itself; what became of it comes back as lines for the journal and the audit log. */
public interface Telling {
    /** Tells nobody. */
    Telling NOBODY = new Telling() {
        @Override
        public List<String> night(Report report) {
            return List.of();
        }

        @Override
        public boolean wantsAlerts() {
            return false;
        }

        @Override
        public List<String> alert(Report report) {
            return List.of();
        }

        @Override
        public List<String> overdue(Instant last, boolean reported, Instant due) {
            return List.of();
        }
    };

    /** Tells of a night. */
    List<String> night(Report report);

    /** Whether anybody is to be told at once of what is critical. */
    boolean wantsAlerts();

    /** Tells at once what is critical in a report and was not told before. */
    List<String> alert(Report report);

    /** Whether it is time to try again what could not be told at once, though nothing else arrived. */
    default boolean owes() {
        return false;
    }

    /**
     * Tells that no report came.
     *
     * @param last the moment of the last one, or since when one is waited for
     * @param reported whether there ever was one
     * @param due when one was due
     */
    List<String> overdue(Instant last, boolean reported, Instant due);
}
