package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import java.nio.file.Path;

class DependencyProbeTest extends ProbeContract {
    @Override
    protected Probe probe() {
        return new DependencyProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        return FixtureServices.foundOn(DependencyScene.allKinds(directory));
    }
}
