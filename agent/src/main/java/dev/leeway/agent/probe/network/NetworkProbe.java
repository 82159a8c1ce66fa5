package dev.leeway.agent.probe.network;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.time.Duration;
import java.util.SortedSet;

/** The host's ways to others and others' ways to its services. */
public final class NetworkProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("network", 1, false);

    /** An answer that takes longer is of no use to anybody who waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws InterruptedException {
        SectionRecorder index = recorder.section();
        new ProxyFiles(new Reading(host.files(), index)).record();
        services(host, recorder);
        long millis = Math.min(PATIENCE.toMillis(), recorder.time().toMillis() / 2);
        long end = System.nanoTime() + recorder.time().toNanos() * 7 / 10;
        for (String name : host.settings().resolve()) {
            FactPath path = FactPath.of("resolver", name);
            if (System.nanoTime() - end > 0) {
                index.uncovered(path.text() + "/**", Kind.TIMED_OUT);
            } else {
                resolve(host, name, Duration.ofMillis(millis), path, index);
            }
        }
    }

    private static void resolve(HostView host, String name, Duration time, FactPath path, SectionRecorder index)
            throws InterruptedException {
        try {
            SortedSet<String> addresses = host.names().addresses(name, time);
            index.fact(path.child("known"), Observed.flag(!addresses.isEmpty()));
            if (!addresses.isEmpty()) {
                index.fact(path.child("addresses"), new Observed.Plain(Value.SetOf.texts(addresses)));
            }
        } catch (HostAccessException e) {
            index.uncovered(path.text() + "/**", e.kind());
        }
    }

    private static void services(HostView host, Recorder recorder) throws InterruptedException {
        SectionRecorder index = recorder.section();
        try {
            if (host.live() && ClosedProcesses.hideServices(host)) {
                index.uncovered("service[*]/**", Kind.DENIED);
            }
            for (Service service : host.services()) {
                SectionRecorder section = recorder.section(service.name());
                for (Replica replica : service.replicas()) {
                    new BoundAddresses(host, replica, section).record();
                }
                index.fact(FactPath.of("service", service.name()).child("observed"), Observed.flag(true));
            }
        } catch (HostAccessException e) {
            index.uncovered("service[*]/**", e.kind());
        }
    }
}
