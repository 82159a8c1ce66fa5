package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;

/** What the services that run are made of: libraries installed, running and declared; one section a service, and an index. */
public final class DependencyProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("dependency", 1, true);

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        if (ClosedProcesses.hideServices(host)) {
            index.uncovered("service[*]/**", Kind.DENIED);
        }
        for (Service service : host.services()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            FactPath observed = FactPath.of("service", service.name()).child("observed");
            if (new ServiceDependencies(host, service, recorder.section(service.name())).record()) {
                index.fact(observed, Observed.flag(true));
            } else {
                index.uncovered(observed.text(), Kind.DENIED);
            }
        }
    }
}
