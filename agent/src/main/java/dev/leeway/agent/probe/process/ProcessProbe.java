package dev.leeway.agent.probe.process;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;
import java.util.List;

/** The services that run, and how each was started: one section a service, and an index of them all. */
public final class ProcessProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("process", 2, true);
    private static final FactPath REPLICAS = FactPath.of("replicas");
    private static final FactPath LISTEN = FactPath.of("listen");

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        List<Service> services = host.services();
        SectionRecorder index = recorder.section();
        for (Service service : services) {
            index.fact(service(service, "namedBy"), Observed.text(service.namedBy()));
            index.fact(service(service, "anchoredBy"), Observed.text(service.anchoredBy()));
        }
        if (ClosedProcesses.hideServices(host)) {
            // A port that another user's process waits on cannot be traced to it, nor its service be told.
            index.uncovered("service[*]/**", HostAccessException.Kind.DENIED);
        }
        for (Service service : services) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            observe(host, service, recorder.section(service.name()));
        }
    }

    private static FactPath service(Service service, String name) {
        return FactPath.of("service", service.name()).child(name);
    }

    private static void observe(HostView host, Service service, SectionRecorder section) {
        UnitedSets sets = new UnitedSets();
        section.fact(REPLICAS, Observed.number(service.replicas().size()));
        for (Replica replica : service.replicas()) {
            Subject subject = new Subject(host, replica.leader(), section, sets);
            if (subject.alive()) {
                observe(subject, replica);
            }
            if (!subject.alive()) {
                // What was read last may be of no process, or of another that got the same id.
                section.uncovered("**", HostAccessException.Kind.VANISHED);
            }
        }
        sets.record(section);
    }

    private static void observe(Subject subject, Replica replica) {
        RuntimeFacts.record(subject);
        AccountFacts.record(subject);
        LimitFacts.record(subject);
        ControlGroupFacts.record(subject);
        PodFacts.record(subject, replica.pod());
        subject.sets()
                .add(
                        LISTEN,
                        replica.listeners().stream()
                                .map(listener -> listener.protocol() + " " + listener.port() + " "
                                        + listener.reach().text())
                                .toList());
        Settled.unknownPorts(subject, replica)
                .ifPresent(kind -> subject.section().uncovered(LISTEN.text(), kind));
    }
}
