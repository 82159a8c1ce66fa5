package dev.leeway.agent.probe.plantedfirst;

import dev.leeway.agent.host.JailedFiles;
import dev.leeway.agent.probe.plantedsecond.Neighbour;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks, as a probe: looks past its ports and at its neighbour, is not final and not named as a probe. */
public class Curious implements Probe {
    @Override
    public ProbeSpec spec() {
        return new ProbeSpec(Neighbour.NAME, 1, false);
    }

    @Override
    public void observe(HostView host, Recorder recorder) {
        if (Files.exists(Path.of("/etc")) && System.getenv("HOME") != null) {
            JailedFiles.at(Path.of("/"));
        }
    }
}
