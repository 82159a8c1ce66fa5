package dev.leeway.agent.probe.connection;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;

/** The endpoints that services lead to, one section a service; without any login. */
public final class ConnectionProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("connection", 1, true);

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
            boolean read = true;
            for (Replica replica : service.replicas()) {
                read &= new ReplicaConnections(host, replica, recorder.section(service.name())).record();
            }
            if (read) {
                index.fact(observed, Observed.flag(true));
            } else {
                index.uncovered(observed.text(), Kind.DENIED);
            }
        }
    }
}
