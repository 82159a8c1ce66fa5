package dev.leeway.collector.server.api;

import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.report.Report;
import java.time.Instant;
import java.util.Optional;

/** Makes reports on what a store holds, by the collector's policy. */
public interface ReportMaker {
    /**
     * The report on the newest snapshots of a moment.
     *
     * @param asOf the moment it speaks of
     * @param then only what had arrived by then; all of it where empty
     * @param previous the report that lifecycles are told from
     * @throws MakingException when there is nothing to compare, or the policy cannot be read
     */
    Report make(Instant asOf, Optional<Instant> then, Optional<Report> previous) throws MakingException, StoreException;

    /** No report can be made, and why. */
    final class MakingException extends Exception {
        private static final long serialVersionUID = 1L;

        /** With a message for people. */
        public MakingException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
