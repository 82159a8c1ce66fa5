package dev.leeway.agent.cli;

import dev.leeway.agent.host.Population;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Service;
import java.util.List;

/** stub. */
final class NoPopulation implements Population {
    @Override
    public List<HostProcess> processes() {
        return List.of();
    }

    @Override
    public List<Service> services(List<HostProcess> processes) {
        return List.of();
    }
}
