package dev.leeway.agent.probe.database.model;

import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;

/** Reads what a database of one engine is. */
public interface EngineReader {
    /**
     * Asks the catalogue all there is to ask; records nothing, because it may be left behind at any time.
     *
     * @param gaps told of whatever could not be read, when the rest could
     * @throws HostAccessException when nothing could be read
     */
    Database read(DatabaseSession session, DatabaseTarget target, Gaps gaps)
            throws HostAccessException, InterruptedException;
}
