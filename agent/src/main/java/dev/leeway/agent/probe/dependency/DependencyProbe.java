package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.HeldPlaces;
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

/**
 * What software on the host is made of: libraries of each service, installed, running and declared, in a section of its own;
 * and in the index those that lie on the host and belong to no service.
 */
public final class DependencyProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("dependency", 1, false);

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        SectionRecorder index = recorder.section();
        if (!host.live()) {
            index.uncovered("service[*]/**", Kind.NOT_LIVE);
        } else if (ClosedProcesses.hideServices(host)) {
            index.uncovered("service[*]/**", Kind.DENIED);
        }
        HeldPlaces held = new HeldPlaces();
        for (Service service : host.services()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            FactPath observed = FactPath.of("service", service.name()).child("observed");
            if (new ServiceDependencies(host, service, recorder.section(service.name()), held).record()) {
                index.fact(observed, Observed.flag(true));
            } else {
                index.uncovered(observed.text(), Kind.DENIED);
            }
        }
        new HostLibraries(host, index, held, UnseenServices.directories(host)).record();
    }
}
