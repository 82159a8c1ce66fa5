package dev.leeway.collector.report;

import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Lifecycle.Stage;
import java.util.List;

/**
 * A cause with its drifts at hand.
 *
 * @param cause what is told as one
 * @param drifts its drifts, the leading one first; never empty
 */
record CauseView(Cause cause, List<Drift> drifts) {
    CauseView {
        drifts = List.copyOf(drifts);
    }

    /** The drift that stands for the others. */
    Drift leading() {
        return drifts.get(0);
    }

    /** How many drifts there are beside the leading one. */
    int followers() {
        return drifts.size() - 1;
    }

    /** How many of its drifts are in {@code stage}. */
    int count(Stage stage) {
        int count = 0;
        for (Drift drift : drifts) {
            count += drift.lifecycle().stage() == stage ? 1 : 0;
        }
        return count;
    }

    /** New when all of its drifts are new or came back; a cause that only grew is still open. */
    boolean isNew() {
        return count(Stage.NEW) + count(Stage.REOPENED) == drifts.size();
    }
}
