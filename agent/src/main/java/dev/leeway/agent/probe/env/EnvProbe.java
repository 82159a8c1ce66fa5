package dev.leeway.agent.probe.env;

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
import dev.leeway.schema.fact.Value;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The variables of the services that run, one section a service; those of the invoking shell, where the user asked for them,
 * under the subject {@code (shell)}, which no service can be called.
 */
public final class EnvProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("env", 1, true);
    static final FactPath DECLARED = FactPath.of("declaration", "unit");
    private static final String SHELL = "(shell)";

    private final PerStartVariables perStart = PerStartVariables.builtIn();

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
            if (observe(host, service, recorder.section(service.name()))) {
                index.fact(observed, Observed.flag(true));
            } else {
                index.uncovered(observed.text(), ClosedProcesses.reason(host, service));
            }
        }
        Optional<SortedMap<String, String>> shell = host.shell();
        if (shell.isPresent()) {
            SectionRecorder section = recorder.section(SHELL);
            shell.get().forEach((name, value) -> {
                if (!name.isEmpty() && !perStart.contains(name)) {
                    section.fact(FactPath.of(name), new Observed.Guarded("variable", name, value), "invoking shell");
                }
            });
        }
    }

    /** Whether the variables of every replica could be read. */
    private boolean observe(HostView host, Service service, SectionRecorder section) {
        boolean read = true;
        Set<String> declared = new TreeSet<>();
        for (Replica replica : service.replicas()) {
            read &= new ReplicaVariables(host, replica, section, perStart, declared).record();
        }
        if (!declared.isEmpty()) {
            section.fact(DECLARED, new Observed.Plain(Value.SetOf.texts(declared)));
        }
        return read;
    }
}
