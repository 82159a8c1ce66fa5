package dev.leeway.agent.probe;

import dev.leeway.agent.probe.env.EnvProbe;
import dev.leeway.agent.probe.jdk.JdkProbe;
import dev.leeway.agent.probe.os.OsProbe;
import dev.leeway.agent.probe.packages.PackageProbe;
import dev.leeway.agent.probe.process.ProcessProbe;
import dev.leeway.agent.spi.Probe;
import java.util.List;

/** Every probe of this agent, in the order in which they begin: those that take longest first. */
public final class BuiltInProbes {
    private BuiltInProbes() {}

    /** The probes. */
    public static List<Probe> all() {
        return List.of(new PackageProbe(), new JdkProbe(), new ProcessProbe(), new EnvProbe(), new OsProbe());
    }
}
