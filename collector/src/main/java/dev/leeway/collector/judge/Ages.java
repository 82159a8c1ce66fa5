package dev.leeway.collector.judge;

import dev.leeway.schema.report.EnvironmentValue;
import java.util.List;
import java.util.function.Supplier;

/** Knows how long a drift has been there. */
public interface Ages {
    /**
     * Whole days since the drift was first seen; 0 where nobody saw it before.
     *
     * @param between the environments it is between
     * @param values what environments hold now, by which what comes back is told from what is new; asked for where it matters
     */
    int days(String driftId, List<String> between, Supplier<List<EnvironmentValue>> values);
}
