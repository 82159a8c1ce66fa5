package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Service;
import java.util.List;

/** Who lives on a running host; asked once for each snapshot. */
public interface Population {
    /** Every process but the agent's own, sorted by id. */
    List<HostProcess> processes() throws HostAccessException, InterruptedException;

    /** The services among these processes, sorted by name. */
    List<Service> services(List<HostProcess> processes) throws HostAccessException, InterruptedException;
}
