package dev.leeway.agent.probe;

import dev.leeway.agent.probe.certificate.CertificateProbe;
import dev.leeway.agent.probe.config.ConfigProbe;
import dev.leeway.agent.probe.connection.ConnectionProbe;
import dev.leeway.agent.probe.container.ContainerProbe;
import dev.leeway.agent.probe.custom.CustomProbe;
import dev.leeway.agent.probe.database.DatabaseProbe;
import dev.leeway.agent.probe.dependency.DependencyProbe;
import dev.leeway.agent.probe.env.EnvProbe;
import dev.leeway.agent.probe.git.GitProbe;
import dev.leeway.agent.probe.image.ImageProbe;
import dev.leeway.agent.probe.jdk.JdkProbe;
import dev.leeway.agent.probe.network.NetworkProbe;
import dev.leeway.agent.probe.os.OsProbe;
import dev.leeway.agent.probe.packages.PackageProbe;
import dev.leeway.agent.probe.process.ProcessProbe;
import dev.leeway.agent.spi.Probe;
import java.util.List;

/** Every probe of this agent, in the order in which they begin: first the one whose look at the processes others wait for, last the
 * one that waits for it. */
public final class BuiltInProbes {
    private BuiltInProbes() {}

    /** The probes. */
    public static List<Probe> all() {
        return List.of(
                new ProcessProbe(),
                new DatabaseProbe(),
                new ContainerProbe(),
                new ImageProbe(),
                new DependencyProbe(),
                new PackageProbe(),
                new GitProbe(),
                new CertificateProbe(),
                new CustomProbe(),
                new NetworkProbe(),
                new JdkProbe(),
                new OsProbe(),
                new EnvProbe(),
                new ConfigProbe(),
                new ConnectionProbe());
    }
}
