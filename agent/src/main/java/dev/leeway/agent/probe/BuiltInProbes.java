package dev.leeway.agent.probe;

import dev.leeway.agent.probe.packages.PackageProbe;
import dev.leeway.agent.spi.Probe;
import java.util.List;

/** Every probe of this agent, in the order in which they begin: those that take longest first. */
public final class BuiltInProbes {
    private BuiltInProbes() {}

    /** The probes. */
    public static List<Probe> all() {
        return List.of(new PackageProbe());
    }
}
