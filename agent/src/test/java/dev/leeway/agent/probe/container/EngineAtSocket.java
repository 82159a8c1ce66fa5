package dev.leeway.agent.probe.container;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException;
import java.util.List;
import java.util.Optional;

/** An engine that answers at a socket of the host, so that its files lie there. */
record EngineAtSocket(ContainerEngine engine) implements ContainerEngine {
    @Override
    public Optional<String> address() {
        return Optional.of("/var/run/docker.sock");
    }

    @Override
    public EngineInfo info() throws HostAccessException, InterruptedException {
        return engine.info();
    }

    @Override
    public List<EngineContainer> containers() throws HostAccessException, InterruptedException {
        return engine.containers();
    }

    @Override
    public List<EngineImage> images() throws HostAccessException, InterruptedException {
        return engine.images();
    }
}
