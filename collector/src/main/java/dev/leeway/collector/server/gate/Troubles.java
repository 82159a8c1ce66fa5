package dev.leeway.collector.server.gate;

import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.StoreException;

/** What is answered where the store fails: that nothing was done, and when to come back; its own words are for the collector's side. */
public final class Troubles {
    private Troubles() {}

    /** The refusal for a failure. */
    public static RefusedException of(StoreException failure) {
        return failure.noRoom()
                ? Problems.storeFull("nothing was stored", failure)
                : Problems.storeFails("nothing was stored", failure);
    }
}
