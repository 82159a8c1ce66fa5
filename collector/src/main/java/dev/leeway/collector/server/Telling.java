package dev.leeway.collector.server;

import dev.leeway.collector.notify.Way;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

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

    /** Tells of a night whoever was not told of it yet. */
    List<String> night(Report report);

    /** Whether somebody is still to be told of the night, so that telling it is to be tried again. */
    default boolean owesNight() {
        return false;
    }

    /** Whether anybody is to be told at once of what is critical. */
    boolean wantsAlerts();

    /**
     * What was critical when it was looked last, by whichever collector; empty where nobody looked. Against it the next report is made.
     *
     * @throws StoreException when that is not known
     */
    default Optional<Report> lastLook() throws StoreException {
        return Optional.empty();
    }

    /**
     * Tells at once what is critical in a report and was not told before.
     *
     * @throws StoreException when nobody was told, for it is not known who was before
     */
    List<String> alert(Report report) throws StoreException;

    /** How the ways to the channels are, by name; none for nobody. */
    default SortedMap<String, Way> ways() {
        return Collections.emptySortedMap();
    }

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
