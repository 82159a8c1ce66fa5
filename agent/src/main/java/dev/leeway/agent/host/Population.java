package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Service;
import java.util.List;

/** Who lives on a running host; looked at once for each snapshot. */
public interface Population {
    /** Every process but the agent's own, sorted by id. */
    List<HostProcess> processes() throws HostAccessException, InterruptedException;

    /** The services among them, sorted by name. */
    List<Service> services() throws HostAccessException, InterruptedException;

    /** Files as {@code process} sees them: those of its container, or the host's own. */
    HostFiles files(HostProcess process);
}
