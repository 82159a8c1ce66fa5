package dev.leeway.agent.host.process;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import java.util.List;

/** The services among the processes of a fixture host, found as on a real one. */
public final class FixtureServices {
    private FixtureServices() {}

    /** Gives {@code host} the services that its processes are, and the processes that belong to none. */
    public static FixtureHost foundOn(FixtureHost host) {
        try {
            List<Service> services = new LiveProcesses(
                            host.files(), host.proc(), process -> host.files(), List.of(), ContainerEngine.NONE)
                    .services();
            services.forEach(host::service);
            ProcessTable.read(host.proc()).stream()
                    .filter(process -> services.stream()
                            .noneMatch(service -> service.processes().contains(process)))
                    .forEach(host::process);
            return host;
        } catch (HostAccessException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
