package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.probe.dependency.found.HeldPlaces;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The section of one service: its processes sorted by what executes them, each kind told by its own facts. */
final class ServiceDependencies {
    /** Workers of one service are alike; those beyond are not asked. */
    private static final int MOST_PROCESSES = 256;

    private final HostView host;
    private final Service service;
    private final SectionRecorder section;
    private final Ledger ledger;
    private final ServiceFiles files;

    private final HeldPlaces held;

    /** @param held told of what the service holds of the host's own files */
    ServiceDependencies(HostView host, Service service, SectionRecorder section, HeldPlaces held) {
        this.held = held;
        this.host = host;
        this.service = service;
        this.section = section;
        this.ledger = new Ledger(section);
        this.files = new ServiceFiles(host, ledger);
    }

    /** Records it; whether every replica could be looked into. */
    boolean record() throws InterruptedException {
        boolean seen = true;
        for (Replica replica : service.replicas()) {
            seen &= record(replica);
        }
        files.record();
        if (ledger.silent()) {
            section.end(Outcome.NOT_APPLICABLE, "runs nothing whose dependencies are read");
        }
        return seen;
    }

    private boolean record(Replica replica) throws InterruptedException {
        boolean seen = true;
        List<Running> all = new ArrayList<>();
        Set<List<Object>> alike = new HashSet<>();
        Deployed deployed = new Deployed(host, replica.leader(), ledger, held);
        host.dependencies().services().getOrDefault(service.name(), List.of()).forEach(deployed::configured);
        for (HostProcess process : processes(replica)) {
            if (process.executable().isEmpty() && !process.arguments().isEmpty()) {
                ledger.uncovered("**", Kind.DENIED);
                seen = false;
                continue;
            }
            boolean first = alike.add(List.of(process.executable(), process.arguments(), process.workingDirectory()));
            Optional<Running> running = Running.of(host, process, section, first);
            if (running.isEmpty()) {
                // It ended meanwhile; what it was made of went with it, or another process has its id.
                ledger.uncovered("**", Kind.VANISHED);
                continue;
            }
            all.add(running.get());
        }
        for (RuntimeKind kind : RuntimeKind.values()) {
            List<Running> alikes =
                    all.stream().filter(each -> each.runtime() == kind).toList();
            if (!alikes.isEmpty()) {
                record(kind, alikes, deployed);
            }
        }
        deployed.declared();
        files.replica(replica.leader(), all, deployed);
        return seen;
    }

    private static List<HostProcess> processes(Replica replica) {
        List<HostProcess> processes = new ArrayList<>(List.of(replica.leader()));
        replica.workers().stream().limit(MOST_PROCESSES).forEach(processes::add);
        return processes;
    }

    /** Each kind's readers are loaded when the first process of it is met. */
    private void record(RuntimeKind kind, List<Running> processes, Deployed deployed) throws InterruptedException {
        switch (kind) {
            case JAVA -> JavaService.record(host, processes, deployed, ledger);
            case PYTHON -> PythonFacts.record(host, processes, deployed, ledger);
            case NODE -> NodeFacts.record(host, processes, deployed, ledger);
            case DOTNET -> DotnetFacts.record(processes, deployed, ledger);
            case NATIVE -> NativeFacts.record(processes, deployed, ledger);
            case RUBY, PHP, PERL, BEAM, SHELL -> {
                // What these load is not read yet, and docs/agent.md says so.
            }
        }
    }
}
