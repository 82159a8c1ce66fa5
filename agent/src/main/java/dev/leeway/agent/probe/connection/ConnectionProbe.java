package dev.leeway.agent.probe.connection;

import dev.leeway.agent.spi.ClosedProcesses;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The endpoints that services lead to, one section a service; without any login. A service whose files give no answer costs its own
 * section.
 */
public final class ConnectionProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("connection", 1, true);

    /** Of its time all services together may take so many hundredths. */
    private static final int SHARE = 80;

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
        List<Service> services = host.services();
        Set<String> closed = ConcurrentHashMap.newKeySet();
        long millis = recorder.time().toMillis() * SHARE / 100;
        Portions portions = new Portions("connection", millis);
        for (Service service : services) {
            recorder.section(service.name());
            portions.start(service.name(), section -> {
                for (Replica replica : service.replicas()) {
                    if (!new ReplicaConnections(host, replica, section).record()) {
                        closed.add(service.name());
                    }
                }
            });
        }
        List<Boolean> done = portions.finish();
        for (int i = 0; i < services.size(); i++) {
            String name = services.get(i).name();
            FactPath observed = FactPath.of("service", name).child("observed");
            SectionRecorder section = recorder.section(name);
            Optional<String> failure = portions.get(i).failure();
            if (!done.get(i)) {
                section.end(Outcome.TIMED_OUT, "its files gave no answer within " + millis + " ms");
                index.uncovered(observed.text(), Kind.TIMED_OUT);
            } else if (failure.isPresent()) {
                section.end(Outcome.FAILED, failure.get());
                index.uncovered(observed.text(), Kind.UNREADABLE);
            } else {
                portions.get(i).handTo(section);
                if (closed.contains(name)) {
                    index.uncovered(observed.text(), ClosedProcesses.reason(host, services.get(i)));
                } else {
                    index.fact(observed, Observed.flag(true));
                }
            }
        }
    }
}
